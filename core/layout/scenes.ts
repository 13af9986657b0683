/** Walls, pieces and locks of every sort, for the tests of layouts; and what it means that two boxes overlap. */
import * as fc from 'fast-check'
import type { Box } from '../contract/geometry.ts'
import { PieceId } from '../contract/ids.ts'
import type { Arranged, LayoutFrame, LayoutLock } from './layout.ts'

const hex = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`)

const piece = fc.record({
  id: fc.uuid({ version: 4 }).map((id) => PieceId.parse(id)),
  houseCode: fc.constantFrom('aaen', 'havnen', 'skoven'),
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

export const edges = ({ xMm, yMm, widthMm, heightMm }: Box) => ({
  left: xMm - widthMm / 2,
  right: xMm + widthMm / 2,
  top: yMm - heightMm / 2,
  bottom: yMm + heightMm / 2,
})

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

export function overlapping(arranged: readonly Arranged[]): [Arranged, Arranged][] {
  return arranged.flatMap((a, index) =>
    arranged.slice(index + 1).flatMap((b): [Arranged, Arranged][] => (overlap(a.box, b.box) ? [[a, b]] : [])),
  )
}

export const idsOf = (items: readonly { readonly id: PieceId }[]) => items.map(({ id }) => id).sort()
