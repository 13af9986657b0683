/**
 * Where something that is moved comes to rest beside what stands already: edge at edge, middle at middle, with the same
 * gap on both sides or as the neighbours have it, else on the grid. Each direction is looked at by itself:
 *
 *     ┌───┐  gap  ┌───┐  gap  ┌╌╌╌┐
 *     │   │◄─────►│   │◄─────►┊   ┊      the same gap again
 *     └───┘       └───┘       └╌╌╌┘
 *     ─────────────────────────────      and the same lower edge
 */
import type { Rect } from '../canvas/camera.ts'

/** A line that the moved thing now shares with others, from its first to its last. `x`: it is upright. */
export interface Guide {
  readonly axis: 'x' | 'y'
  readonly atMm: number
  readonly fromMm: number
  readonly toMm: number
}

/** One of several gaps of the same size; `acrossMm` is where it is drawn on the other axis. */
export interface Gap {
  readonly axis: 'x' | 'y'
  readonly fromMm: number
  readonly toMm: number
  readonly acrossMm: number
}

export interface Snapped {
  /** How much farther the moved thing goes than the hand has carried it. */
  readonly byXMm: number
  readonly byYMm: number
  readonly guides: readonly Guide[]
  readonly gaps: readonly Gap[]
}

export interface Surroundings {
  /** What stands near, without what is moved. */
  readonly neighbours: readonly Rect[]
  /** The whole work: its edges and its middle count as well. */
  readonly frame: Rect
  /** Nothing farther than this draws the hand. */
  readonly reachMm: number
  /** Distance between the lines of the grid; null where there is none. */
  readonly gridMm: number | null
}

/** A rectangle seen along one axis; `near` and `far` are its extent on the other. */
interface Span {
  readonly min: number
  readonly max: number
  readonly near: number
  readonly far: number
}

const sameMm = 0.01
const middle = ({ min, max }: Span) => (min + max) / 2

const along = (axis: 'x' | 'y', { minX, minY, maxX, maxY }: Rect): Span =>
  axis === 'x'
    ? { min: minX, max: maxX, near: minY, far: maxY }
    : { min: minY, max: maxY, near: minX, far: maxX }

export function snap(moved: Rect, { neighbours, frame, reachMm, gridMm }: Surroundings): Snapped {
  const others = {
    x: neighbours.map((neighbour) => along('x', neighbour)),
    y: neighbours.map((neighbour) => along('y', neighbour)),
  }
  const by = (axis: 'x' | 'y'): number =>
    step(along(axis, moved), { frame: along(axis, frame), others: others[axis], reachMm, gridMm })
  const x = by('x')
  const y = by('y')
  const rest: Rect = {
    minX: moved.minX + x,
    maxX: moved.maxX + x,
    minY: moved.minY + y,
    maxY: moved.maxY + y,
  }
  const axes = ['x', 'y'] as const
  return {
    byXMm: x,
    byYMm: y,
    guides: axes.flatMap((axis) => guidesAt(axis, along(axis, rest), along(axis, frame), others[axis])),
    gaps: axes.flatMap((axis) => gapsAt(axis, along(axis, rest), others[axis])),
  }
}

/** The surroundings along one axis. Thousands may stand in a row, and the hand asks at every move: loops, and no lists in them. */
interface Row extends Pick<Surroundings, 'reachMm' | 'gridMm'> {
  readonly frame: Span
  readonly others: readonly Span[]
}

/** The smallest step that brings the moved thing in line with something; 0 where nothing is in reach. */
function step(moved: Span, { frame, others, reachMm, gridMm }: Row): number {
  let best: number | undefined
  const offer = (step: number): void => {
    if (Math.abs(step) <= reachMm && (best === undefined || Math.abs(step) < Math.abs(best))) best = step
  }
  offerLines(moved, frame, offer)
  for (const other of others) offerLines(moved, other, offer)
  offerEqualGaps(moved, others, offer)
  if (best === undefined && gridMm !== null)
    for (const edge of [moved.min, moved.max]) offer(Math.round(edge / gridMm) * gridMm - edge)
  return best ?? 0
}

/** Edges meet edges, and middles meet middles; an edge on a middle looks like a mistake. */
function offerLines(moved: Span, other: Span, offer: (step: number) => void): void {
  offer(other.min - moved.min)
  offer(other.max - moved.min)
  offer(other.min - moved.max)
  offer(other.max - moved.max)
  offer(middle(other) - middle(moved))
}

const isBeside = (one: Span, other: Span) => one.near < other.far && other.near < one.far

/** The nearest one before and after in the same row, or column, and the next but one on either side. */
function besides(moved: Span, others: readonly Span[]) {
  const at = middle(moved)
  let left, leftOfLeft, right, rightOfRight: Span | undefined
  for (const other of others) {
    if (!isBeside(moved, other)) continue
    if (middle(other) < at) {
      if (!left || isLater(other, left)) [left, leftOfLeft] = [other, left]
      else if (!leftOfLeft || isLater(other, leftOfLeft)) leftOfLeft = other
    } else if (!right || other.min < right.min) [right, rightOfRight] = [other, right]
    else if (!rightOfRight || other.min < rightOfRight.min) rightOfRight = other
  }
  return { left, leftOfLeft, right, rightOfRight }
}

const isLater = (one: Span, other: Span) =>
  one.max > other.max || (one.max === other.max && one.min >= other.min)

function offerEqualGaps(moved: Span, others: readonly Span[], offer: (step: number) => void): void {
  const { left, leftOfLeft, right, rightOfRight } = besides(moved, others)
  if (left && right && right.min - left.max >= moved.max - moved.min)
    offer((left.max + right.min) / 2 - middle(moved))
  if (left && leftOfLeft && left.min >= leftOfLeft.max)
    offer(left.max + (left.min - leftOfLeft.max) - moved.min)
  if (right && rightOfRight && rightOfRight.min >= right.max)
    offer(right.min - (rightOfRight.min - right.max) - moved.max)
}

/** Each line of the thing at rest that others have too. */
function guidesAt(axis: 'x' | 'y', rest: Span, frame: Span, others: readonly Span[]): Guide[] {
  const edges = ({ min, max }: Span, atMm: number) =>
    Math.abs(min - atMm) < sameMm || Math.abs(max - atMm) < sameMm
  const middles = (other: Span, atMm: number) => Math.abs(middle(other) - atMm) < sameMm
  const lines = [
    { atMm: rest.min, isOn: edges },
    { atMm: middle(rest), isOn: middles },
    { atMm: rest.max, isOn: edges },
  ]
  return lines.flatMap(({ atMm, isOn }): Guide[] => {
    let [fromMm, toMm] = [Infinity, -Infinity]
    const take = (other: Span): void => {
      if (!isOn(other, atMm)) return
      fromMm = Math.min(fromMm, other.near)
      toMm = Math.max(toMm, other.far)
    }
    take(frame)
    others.forEach(take)
    return fromMm > toMm
      ? []
      : [{ axis, atMm, fromMm: Math.min(fromMm, rest.near), toMm: Math.max(toMm, rest.far) }]
  })
}

/** The gaps beside the thing at rest, where at least two are the same. */
function gapsAt(axis: 'x' | 'y', rest: Span, others: readonly Span[]): Gap[] {
  const { left, leftOfLeft, right, rightOfRight } = besides(rest, others)
  const row = [leftOfLeft, left, rest, right, rightOfRight].filter((span) => span !== undefined)
  const gaps = row.slice(1).flatMap((span, index) => {
    const before = row[index]
    if (!before || span.min - before.max < sameMm) return []
    const acrossMm = (Math.max(before.near, span.near) + Math.min(before.far, span.far)) / 2
    return [{ axis, fromMm: before.max, toMm: span.min, acrossMm, touches: span === rest || before === rest }]
  })
  const size = (gap: Pick<Gap, 'fromMm' | 'toMm'>) => gap.toMm - gap.fromMm
  const own = gaps.filter(({ touches }) => touches)
  return gaps
    .filter((gap) => {
      const same = (other: typeof gap) => other !== gap && Math.abs(size(other) - size(gap)) < sameMm
      return gap.touches ? gaps.some(same) : own.some(same)
    })
    .map(({ fromMm, toMm, acrossMm }) => ({ axis, fromMm, toMm, acrossMm }))
}

/** A round distance between lines, so that about two dozen go across the shorter side: 1, 2 or 5 times a power of ten. */
export function gridStepMm(frame: { readonly widthMm: number; readonly heightMm: number }): number {
  const wanted = Math.min(frame.widthMm, frame.heightMm) / 24
  const power = 10 ** Math.floor(Math.log10(wanted))
  return ([5, 2].find((times) => times * power <= wanted) ?? 1) * power
}
