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

export function snap(moved: Rect, around: Surroundings): Snapped {
  const x = alongAxis('x', moved, around)
  const y = alongAxis('y', moved, around)
  const rest: Rect = {
    minX: moved.minX + x,
    maxX: moved.maxX + x,
    minY: moved.minY + y,
    maxY: moved.maxY + y,
  }
  return {
    byXMm: x,
    byYMm: y,
    guides: [...guidesAt('x', rest, around), ...guidesAt('y', rest, around)],
    gaps: [...gapsAt('x', rest, around), ...gapsAt('y', rest, around)],
  }
}

/** The smallest step that brings the moved thing in line with something; 0 where nothing is in reach. */
function alongAxis(
  axis: 'x' | 'y',
  rect: Rect,
  { neighbours, frame, reachMm, gridMm }: Surroundings,
): number {
  const moved = along(axis, rect)
  const others = neighbours.map((neighbour) => along(axis, neighbour))
  const steps = [along(axis, frame), ...others].flatMap((other) => stepsToLines(moved, other))
  const best = nearest([...steps, ...stepsToEqualGaps(moved, others)], reachMm)
  if (best !== undefined || gridMm === null) return best ?? 0
  const toGrid = [moved.min, moved.max].map((edge) => Math.round(edge / gridMm) * gridMm - edge)
  return nearest(toGrid, reachMm) ?? 0
}

function nearest(steps: readonly number[], reachMm: number): number | undefined {
  const inReach = steps.filter((step) => Math.abs(step) <= reachMm)
  return inReach.length > 0
    ? inReach.reduce((best, step) => (Math.abs(step) < Math.abs(best) ? step : best))
    : undefined
}

/** Edges meet edges, and middles meet middles; an edge on a middle looks like a mistake. */
function stepsToLines(moved: Span, other: Span): number[] {
  return [
    other.min - moved.min,
    other.max - moved.min,
    other.min - moved.max,
    other.max - moved.max,
    middle(other) - middle(moved),
  ]
}

const isBeside = (one: Span, other: Span) => one.near < other.far && other.near < one.far

/** Those that stand in the same row, or column, in their order. */
function rowOf(moved: Span, others: readonly Span[]): Span[] {
  return others.filter((other) => isBeside(moved, other)).toSorted((a, b) => a.min - b.min)
}

/** The nearest one before and after, and the gap that stands before the one and after the other already. */
function besides(moved: Span, others: readonly Span[]) {
  const row = rowOf(moved, others)
  const at = middle(moved)
  const before = row.filter((other) => middle(other) < at).toSorted((a, b) => a.max - b.max)
  const after = row.filter((other) => middle(other) >= at)
  const [left, leftOfLeft] = [before.at(-1), before.at(-2)]
  const [right, rightOfRight] = [after[0], after[1]]
  return { left, leftOfLeft, right, rightOfRight }
}

function stepsToEqualGaps(moved: Span, others: readonly Span[]): number[] {
  const { left, leftOfLeft, right, rightOfRight } = besides(moved, others)
  const steps: number[] = []
  if (left && right && right.min - left.max >= moved.max - moved.min)
    steps.push((left.max + right.min) / 2 - middle(moved))
  if (left && leftOfLeft && left.min >= leftOfLeft.max)
    steps.push(left.max + (left.min - leftOfLeft.max) - moved.min)
  if (right && rightOfRight && rightOfRight.min >= right.max)
    steps.push(right.min - (rightOfRight.min - right.max) - moved.max)
  return steps
}

/** Each line of the thing at rest that others have too. */
function guidesAt(axis: 'x' | 'y', rect: Rect, { neighbours, frame }: Surroundings): Guide[] {
  const rest = along(axis, rect)
  const others = [along(axis, frame), ...neighbours.map((neighbour) => along(axis, neighbour))]
  const lines = [
    { atMm: rest.min, of: (other: Span) => [other.min, other.max] },
    { atMm: middle(rest), of: (other: Span) => [middle(other)] },
    { atMm: rest.max, of: (other: Span) => [other.min, other.max] },
  ]
  return lines.flatMap(({ atMm, of }): Guide[] => {
    const sharing = others.filter((other) => of(other).some((line) => Math.abs(line - atMm) < sameMm))
    if (sharing.length === 0) return []
    const fromMm = Math.min(rest.near, ...sharing.map(({ near }) => near))
    return [{ axis, atMm, fromMm, toMm: Math.max(rest.far, ...sharing.map(({ far }) => far)) }]
  })
}

/** The gaps beside the thing at rest, where at least two are the same. */
function gapsAt(axis: 'x' | 'y', rect: Rect, { neighbours }: Surroundings): Gap[] {
  const rest = along(axis, rect)
  const { left, leftOfLeft, right, rightOfRight } = besides(
    rest,
    neighbours.map((neighbour) => along(axis, neighbour)),
  )
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
