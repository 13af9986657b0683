/** Pushes upright rectangles apart that cover each other, gently: each as far as need be, and no further. */
import type { Box } from '../contract/geometry.ts'
import { boundsOf } from './bounds.ts'
import type { Rect } from './rect.ts'

/** A rectangle by its middle, with half its sides. What is `fixed` stays where it is. */
export interface Body {
  readonly xMm: number
  readonly yMm: number
  readonly halfWidthMm: number
  readonly halfHeightMm: number
  readonly fixed: boolean
}

export function bodyOf(box: Box, fixed: boolean): Body {
  const { widthMm, heightMm } = boundsOf(box)
  return { xMm: box.xMm, yMm: box.yMm, halfWidthMm: widthMm / 2, halfHeightMm: heightMm / 2, fixed }
}

/** Two that only touch do not cover each other: rounding is no overlap. */
const touchMm = 1e-7

interface Wish {
  readonly within: Rect
  /** Two may cover each other by this part of their sides, 0 … 1; never what is fixed. */
  readonly allowed: number
  readonly rounds: number
}

/**
 * The same bodies, as far from each other as they come in so many rounds, all within the rectangle if they fit. Some
 * may still cover each other where it is crowded: see `overlaps`.
 */
export function apart(bodies: readonly Body[], { within, allowed, rounds }: Wish): Body[] {
  let now = bodies.map((body) => (body.fixed ? body : keptWithin(body, within)))
  for (let round = 0; round < rounds; round++) {
    const pairs = overlaps(now, allowed)
    if (pairs.length === 0) break
    const xs = Float64Array.from(now, ({ xMm }) => xMm)
    const ys = Float64Array.from(now, ({ yMm }) => yMm)
    for (const [one, other] of pairs) push(now, { xs, ys, allowed }, one, other)
    now = now.map((body, i) =>
      body.fixed ? body : keptWithin({ ...body, xMm: xs[i] ?? 0, yMm: ys[i] ?? 0 }, within),
    )
  }
  return now
}

interface Moving {
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly allowed: number
}

function push(bodies: readonly Body[], { xs, ys, allowed }: Moving, one: number, other: number): void {
  const [a, b] = [bodies[one], bodies[other]]
  if (!a || !b) return
  const dx = (xs[other] ?? 0) - (xs[one] ?? 0)
  const dy = (ys[other] ?? 0) - (ys[one] ?? 0)
  const needed = distanceNeeded(a, b, allowed)
  const overX = needed.xMm - Math.abs(dx)
  const overY = needed.yMm - Math.abs(dy)
  if (overX <= 0 || overY <= 0) return
  // The shorter way out.
  const [along, over, way] = overX <= overY ? [xs, overX, dx < 0 ? -1 : 1] : [ys, overY, dy < 0 ? -1 : 1]
  const share = a.fixed || b.fixed ? 1 : 0.5
  if (!a.fixed) along[one] = (along[one] ?? 0) - way * over * share
  if (!b.fixed) along[other] = (along[other] ?? 0) + way * over * share
}

function keptWithin(body: Body, within: Rect): Body {
  return {
    ...body,
    xMm: clamped(body.xMm, within.leftMm, within.widthMm, body.halfWidthMm),
    yMm: clamped(body.yMm, within.topMm, within.heightMm, body.halfHeightMm),
  }
}

const clamped = (middleMm: number, fromMm: number, lengthMm: number, halfMm: number): number =>
  2 * halfMm >= lengthMm
    ? fromMm + lengthMm / 2
    : Math.max(fromMm + halfMm, Math.min(fromMm + lengthMm - halfMm, middleMm))

/** How far apart two middles must be, sideways or up and down, for the two not to cover more than is allowed. */
function distanceNeeded(a: Body, b: Body, allowed: number): { readonly xMm: number; readonly yMm: number } {
  const asked = a.fixed || b.fixed ? 1 : 1 - allowed
  return {
    xMm: (a.halfWidthMm + b.halfWidthMm) * asked,
    yMm: (a.halfHeightMm + b.halfHeightMm) * asked,
  }
}

/**
 * How much smaller two have to be, about their middles, to leave each other free: 1 if they do already. Of what is
 * fixed only the other becomes smaller; 0 or less if its middle lies under it.
 */
export function scaleApart(a: Body, b: Body, allowed: number): number {
  const dx = Math.abs(a.xMm - b.xMm)
  const dy = Math.abs(a.yMm - b.yMm)
  if (a.fixed === b.fixed) {
    const needed = distanceNeeded(a, b, allowed)
    return Math.min(1, Math.max(dx / needed.xMm, dy / needed.yMm))
  }
  const [fixed, free] = a.fixed ? [a, b] : [b, a]
  const acrossIt = (dx - fixed.halfWidthMm) / free.halfWidthMm
  const downIt = (dy - fixed.halfHeightMm) / free.halfHeightMm
  return Math.min(1, Math.max(acrossIt, downIt))
}

/**
 * The pairs that cover each other more than is allowed, by number; nothing of two that are fixed. All are looked at in
 * their order along the longer way of the wall, each beside those that begin before it ends (sweep and prune).
 */
export function overlaps(bodies: readonly Body[], allowed: number): [number, number][] {
  const isWide = reachOf(bodies, ({ xMm }) => xMm) >= reachOf(bodies, ({ yMm }) => yMm)
  const from = Float64Array.from(bodies, (body) =>
    isWide ? body.xMm - body.halfWidthMm : body.yMm - body.halfHeightMm,
  )
  const to = Float64Array.from(bodies, (body) =>
    isWide ? body.xMm + body.halfWidthMm : body.yMm + body.halfHeightMm,
  )
  const order = Uint32Array.from(bodies.keys()).sort((a, b) => (from[a] ?? 0) - (from[b] ?? 0))
  const pairs: [number, number][] = []
  for (let at = 0; at < order.length; at++) {
    const one = order[at] ?? 0
    const body = bodies[one]
    const end = to[one] ?? 0
    for (let next = at + 1; next < order.length; next++) {
      const other = order[next] ?? 0
      if ((from[other] ?? 0) >= end) break
      const beside = bodies[other]
      if (!body || !beside || (body.fixed && beside.fixed) || !cover(body, beside, allowed)) continue
      pairs.push(one < other ? [one, other] : [other, one])
    }
  }
  return pairs
}

function reachOf(bodies: readonly Body[], along: (body: Body) => number): number {
  let [low, high] = [Infinity, -Infinity]
  for (const body of bodies) {
    low = Math.min(low, along(body))
    high = Math.max(high, along(body))
  }
  return high - low
}

function cover(a: Body, b: Body, allowed: number): boolean {
  const needed = distanceNeeded(a, b, allowed)
  return Math.abs(a.xMm - b.xMm) < needed.xMm - touchMm && Math.abs(a.yMm - b.yMm) < needed.yMm - touchMm
}
