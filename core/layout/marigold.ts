/**
 * Marigold: the pieces as the florets of one flower, each a golden angle further than the one before. The first stand
 * in the heart of it, and whoever comes later grows it outwards.
 *
 *                 ▫  ▫  ▫
 *               ▫  ▫ ▫ ▫  ▫       floret k: an angle of k × 137.5°, √k away from the heart.
 *              ▫  ▫ ▫▪▫ ▫  ▫      H. Vogel, "A better way to construct the sunflower head",
 *               ▫  ▫ ▫ ▫  ▫       Mathematical Biosciences 44 (1979)
 *                 ▫  ▫  ▫            a long wall is a bed of several flowers
 */
import { z } from 'zod'
import type { Box } from '../contract/geometry.ts'
import { bodyOf, overlaps, scaleApart, type Body } from './apart.ts'
import type { Layout, LayoutLock, LayoutPiece } from './layout.ts'
import { middlingAspect } from './cells.ts'
import { evenly } from './divide.ts'
import { inOrder } from './order.ts'
import { coveredBy, holds, inset, insideOf, type Rect } from './rect.ts'
import { unlocked } from './unlocked.ts'

const marigoldOptions = z.object({
  shape: z.enum(['oval', 'round', 'whole-wall']).default('oval'),
  growth: z.enum(['even', 'outwards', 'inwards']).default('outwards'),
  order: z.enum(['arrival', 'house', 'colour']).default('arrival'),
  airPercent: z.number().min(10).max(80).default(10),
  marginMm: z.number().min(0).max(5000).default(60),
})
type Options = z.output<typeof marigoldOptions>

/** Radians: what is left of the circle when it is cut in the golden ratio. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5))

/** How the distance from the heart grows with the number: 1/2 keeps all equally large. */
const powers = { even: 0.5, outwards: 0.6, inwards: 0.43 }

/** How much air is kept where two florets come closest, as a part of their sides. */
const closest = -0.05

export const marigold: Layout<typeof marigoldOptions> = {
  id: 'marigold',
  options: marigoldOptions,
  arrange({ pieces, frame, options, locks, seed }) {
    const free = inOrder(unlocked(pieces, locks), options.order, seed)
    if (free.length === 0) return []
    const within = insideOf(frame, options.marginMm)
    const bed = bedOf(within, free.length)
    const grown = evenly(
      free.map(() => 1),
      bed.length,
    ).flatMap(({ from, to }, flower): Grown[] => {
      const ground = bed[flower] ?? within
      const theirs = free.slice(from, to)
      const florets = floretsFor(theirs, ground, options, locks)
      return theirs.flatMap((piece, k) => {
        const floret = florets[k]
        return floret ? [{ piece, box: boxIn(floret, piece.aspect, ground) }] : []
      })
    })
    return leavingRoom(grown, locks).map(({ piece, box }, layer) => ({
      pieceId: piece.id,
      box,
      slot: `floret ${layer + 1}`,
      layer,
    }))
  },
}

/** A wall more than this much longer than wide is a bed for several flowers. */
const longestFlower = 2.4

/** Where the flowers stand: on most walls one. */
function bedOf({ leftMm, topMm, widthMm, heightMm }: Rect, pieces: number): Rect[] {
  const shape = Math.max(widthMm, heightMm) / Math.min(widthMm, heightMm)
  const flowers =
    shape <= longestFlower ? 1 : Math.max(1, Math.min(Math.floor(pieces / 4), Math.round(shape / 1.6)))
  return Array.from({ length: flowers }, (_, i) =>
    widthMm > heightMm
      ? { leftMm: leftMm + (widthMm * i) / flowers, topMm, widthMm: widthMm / flowers, heightMm }
      : { leftMm, topMm: topMm + (heightMm * i) / flowers, widthMm, heightMm: heightMm / flowers },
  )
}

interface Floret {
  readonly xMm: number
  readonly yMm: number
  readonly areaMm2: number
}

/** As many florets as there are pieces, from the heart out: the flower is grown until so many are free. */
function floretsFor(
  pieces: readonly LayoutPiece[],
  within: Rect,
  options: Options,
  locks: readonly LayoutLock[],
): Floret[] {
  const inTheWay = locks.map(({ box }) => coveredBy(box))
  const shape = Math.sqrt(middlingAspect(pieces))
  const most = pieces.length * 40 + 40
  let free: Floret[] = []
  for (let count = pieces.length; count <= most; count = Math.ceil(count * 1.04 + 1)) {
    free = flower(count, within, options, shape).filter((floret) => {
      const sideMm = Math.sqrt(floret.areaMm2)
      return (
        holds(inset(within, sideMm / 4), floret) &&
        !inTheWay.some((lock) => holds(inset(lock, -sideMm / 2), floret))
      )
    })
    if (free.length >= pieces.length) break
  }
  return free
}

/** @param shape root of width ÷ height of most pieces */
function flower(count: number, within: Rect, options: Options, shape: number): Floret[] {
  const power = powers[options.growth]
  const fill = 1 - options.airPercent / 100
  const { acrossMm, downMm } = radiiOf(within, options.shape)
  const edgeMm = Math.sqrt(((2 * Math.PI * power) / count) * acrossMm * downMm * fill) / 2
  // The outermost stand whole on the wall; of a flower larger than the wall they are not seen.
  const isWhole = options.shape !== 'whole-wall'
  const radii = {
    acrossMm: isWhole ? Math.max(acrossMm - edgeMm * shape, acrossMm / 4) : acrossMm,
    downMm: isWhole ? Math.max(downMm - edgeMm / shape, downMm / 4) : downMm,
  }
  const middle = { xMm: within.leftMm + within.widthMm / 2, yMm: within.topMm + within.heightMm / 2 }
  return Array.from({ length: count }, (_, k) => {
    const part = (k + 0.5) / count
    // A flower of one is only its heart.
    const away = count === 1 ? 0 : part ** power
    const ring = ((2 * Math.PI * power) / count) * part ** (2 * power - 1)
    return {
      xMm: middle.xMm + Math.cos(k * goldenAngle) * away * radii.acrossMm,
      yMm: middle.yMm + Math.sin(k * goldenAngle) * away * radii.downMm,
      areaMm2: ring * acrossMm * downMm * fill,
    }
  })
}

/** How far the edge of the flower is from its heart, sideways and up and down. */
function radiiOf({ widthMm, heightMm }: Rect, shape: Options['shape']) {
  const radiusMm = Math.min(widthMm, heightMm) / 2
  switch (shape) {
    case 'round':
      return { acrossMm: radiusMm, downMm: radiusMm }
    case 'oval':
      return { acrossMm: widthMm / 2, downMm: heightMm / 2 }
    case 'whole-wall':
      // The smallest oval that holds the corners.
      return { acrossMm: widthMm * Math.SQRT1_2, downMm: heightMm * Math.SQRT1_2 }
  }
}

interface Grown {
  readonly piece: LayoutPiece
  readonly box: Box
}

function boxIn({ xMm, yMm, areaMm2 }: Floret, aspect: number, within: Rect): Box {
  const widthMm = Math.sqrt(areaMm2 * aspect)
  const heightMm = Math.sqrt(areaMm2 / aspect)
  const toEdgeX = Math.min(xMm - within.leftMm, within.leftMm + within.widthMm - xMm)
  const toEdgeY = Math.min(yMm - within.topMm, within.topMm + within.heightMm - yMm)
  const fit = Math.min(1, (2 * toEdgeX) / widthMm, (2 * toEdgeY) / heightMm)
  return { xMm, yMm, widthMm: widthMm * fit, heightMm: heightMm * fit, rotationDeg: 0 }
}

/** Who would cover another, or a locked place, becomes smaller where it stands: no more than need be. */
function leavingRoom(grown: readonly Grown[], locks: readonly LayoutLock[]): Grown[] {
  const bodies = [...grown.map(({ box }) => bodyOf(box, false)), ...locks.map(({ box }) => bodyOf(box, true))]
  const pairs = overlaps(bodies, closest).flatMap(([one, other]) => {
    const [a, b] = [bodies[one], bodies[other]]
    return a && b ? [{ one, other, scale: scaleApart(a, b, closest) }] : []
  })
  const scales = bodies.map(() => 1)
  for (const { one, other, scale } of pairs)
    for (const index of [one, other])
      if (!bodies[index]?.fixed) scales[index] = Math.min(scales[index] ?? 1, scale)
  for (const [index, scale] of growing(bodies, pairs, scales).entries()) scales[index] = scale
  return grown.flatMap(({ piece, box }, index) => {
    const scale = scales[index] ?? 1
    if (scale <= 0) return []
    return [{ piece, box: { ...box, widthMm: box.widthMm * scale, heightMm: box.heightMm * scale } }]
  })
}

/** Both of a pair made room; where one made more than the other needed, that one may grow again. */
function growing(
  bodies: readonly Body[],
  pairs: readonly { readonly one: number; readonly other: number }[],
  scales: readonly number[],
): number[] {
  const beside = bodies.map((): number[] => [])
  for (const { one, other } of pairs) {
    beside[one]?.push(other)
    beside[other]?.push(one)
  }
  const grown = [...scales]
  for (const [index, body] of bodies.entries()) {
    if (body.fixed || (grown[index] ?? 0) <= 0) continue
    const most = (beside[index] ?? []).map((at) => {
      const other = bodies[at]
      return other ? scaleBeside(body, other, grown[at] ?? 1) : 1
    })
    grown[index] = Math.max(grown[index] ?? 0, Math.min(1, ...most))
  }
  return grown
}

/** How large a body can be beside another that has its size already. */
function scaleBeside(body: Body, other: Body, otherScale: number): number {
  if (other.fixed) return scaleApart(body, other, closest)
  const across = Math.abs(body.xMm - other.xMm) / (1 - closest) - other.halfWidthMm * otherScale
  const down = Math.abs(body.yMm - other.yMm) / (1 - closest) - other.halfHeightMm * otherScale
  return Math.max(across / body.halfWidthMm, down / body.halfHeightMm)
}
