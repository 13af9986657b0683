/** Walls, pieces and locks of every sort, for the tests of layouts; and what it means that two boxes overlap. */
import * as fc from 'fast-check'
import type { Box } from '#core/contract/geometry.ts'
import { PieceId } from '#core/contract/ids.ts'
import type { Arranged, LayoutFrame, LayoutLock, LayoutPiece, LayoutStanding } from '../layout.ts'
import { coveredBy } from '../rect.ts'

const hex = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`)

const piece = fc.record({
  id: fc.uuid({ version: 4 }).map((id) => PieceId.parse(id)),
  houseCode: fc.constantFrom('aaen', 'havnen', 'skoven', 'torvet', 'kilden'),
  aspect: fc.double({ min: 0.2, max: 5, noNaN: true }),
  averageColour: hex,
})
const pieces = fc.uniqueArray(piece, { selector: ({ id }) => id, minLength: 1, maxLength: 120 })
const frame = fc.record({
  widthMm: fc.integer({ min: 100, max: 20_000 }),
  heightMm: fc.integer({ min: 100, max: 20_000 }),
})
/** A layout's whole task, with locked places or without. */
export const sceneWith = <Options>(options: fc.Arbitrary<Options>) =>
  frame.chain((within) =>
    fc.record({
      frame: fc.constant(within),
      pieces,
      options,
      seed: fc.integer(),
      locks: fc.array(lockIn(within), { maxLength: 2 }),
      standing: fc.constant<readonly LayoutStanding[]>([]),
    }),
  )

/** A locked place somewhere in the frame, at most half as wide and half as high, turned or not. */
const lockIn = (within: LayoutFrame) =>
  fc
    .record({
      x: fc.double({ min: 0.25, max: 0.75, noNaN: true }),
      y: fc.double({ min: 0.25, max: 0.75, noNaN: true }),
      width: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
      height: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
      rotationDeg: fc.constantFrom(0, 0, 30, 90),
    })
    .map(({ x, y, width, height, rotationDeg }): LayoutLock => ({
      pieceId: null,
      box: {
        xMm: x * within.widthMm,
        yMm: y * within.heightMm,
        widthMm: width * Math.min(within.widthMm, within.heightMm),
        heightMm: height * Math.min(within.widthMm, within.heightMm),
        rotationDeg,
      },
    }))

const colours = ['#b5482d', '#e0a030', '#5f8f3f', '#3a7ca5', '#6a4c93', '#808080', '#f2efe6', '#22252b']
const aspects = [4 / 3, 3 / 4, 1, 3 / 2, 0.7]

export const idNumbered = (number: number): PieceId =>
  PieceId.parse(`00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`)

/** So many pieces of ordinary shapes and colours, from so many houses: the first with most, the last with few. */
export function piecesOf(count: number, houses: number): LayoutPiece[] {
  return Array.from({ length: count }, (_, index) => ({
    id: idNumbered(index),
    houseCode: `hus-${Math.floor(houses * (((index * 7919) % count) / count) ** 1.7)}`,
    aspect: aspects[index % aspects.length] ?? 1,
    averageColour: colours[(index * 5 + Math.floor(index / 8)) % colours.length] ?? '#808080',
  }))
}

/** The edges of the upright box that a box, turned or not, needs. */
export function edges(box: Box) {
  const { leftMm, topMm, widthMm, heightMm } = coveredBy(box)
  return { left: leftMm, right: leftMm + widthMm, top: topMm, bottom: topMm + heightMm }
}

export const slackMm = 1e-6
export function overlap(a: Box, b: Box): boolean {
  const one = edges(a)
  const other = edges(b)
  return (
    one.left < other.right - slackMm &&
    other.left < one.right - slackMm &&
    one.top < other.bottom - slackMm &&
    other.top < one.bottom - slackMm
  )
}

/** The pairs that overlap, from left to right: each is compared with those that begin before it ends. */
export function overlapping<One extends { readonly box: Box }>(placed: readonly One[]): [One, One][] {
  const sorted = placed.map((one) => ({ one, ...edges(one.box) })).sort((a, b) => a.left - b.left)
  const pairs: [One, One][] = []
  for (const [index, { one, right }] of sorted.entries())
    for (let next = index + 1; (sorted[next]?.left ?? Infinity) < right; next++) {
      const other = sorted[next]?.one
      if (other && overlap(one.box, other.box)) pairs.push([one, other])
    }
  return pairs
}

export const idsOf = (items: readonly { readonly id: PieceId }[]) => items.map(({ id }) => id).sort()

export const arrangedIds = (arranged: readonly Arranged[]) => arranged.map(({ pieceId }) => pieceId).sort()

/** A wall drawn with letters, one for each piece as `nameOf` calls it: for tests that a person reads. */
export function drawn(
  arranged: readonly Arranged[],
  { widthMm, heightMm }: LayoutFrame,
  columns: number,
  nameOf: (pieceId: PieceId) => string,
): string {
  const cellMm = widthMm / columns
  // A letter is twice as high as wide.
  const rows = Math.round(heightMm / cellMm / 2)
  const signs = Array.from({ length: rows }, () => Array<string>(columns).fill('·'))
  for (const { pieceId, box } of arranged) {
    const { left, right, top, bottom } = edges(box)
    for (let row = Math.round(top / cellMm / 2); row < Math.round(bottom / cellMm / 2); row++)
      signs[row]?.fill(nameOf(pieceId), Math.round(left / cellMm), Math.round(right / cellMm))
  }
  return signs.map((row) => row.join('')).join('\n')
}
