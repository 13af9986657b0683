import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { PieceId, PlacementId } from '#core/contract/ids.ts'
import { compositionOf } from '#core/composition/state.ts'
import { healed, tileNamed } from './face.ts'

const numbered = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const piece = (number: number) => PieceId.parse(numbered(number))
const state = compositionOf(
  [1, 2, 3].map((number) => ({
    id: PlacementId.parse(numbered(number)),
    pieceId: piece(number),
    ...{ xMm: number, yMm: 0, widthMm: 10, heightMm: 10, rotationDeg: 0 },
    ...{ slot: null, layer: number, locked: false, revision: number },
  })),
)

test('pieces that leave leave their places, and nothing else changes', () => {
  fc.assert(
    fc.property(fc.subarray([1, 2, 3]), (leaving) => {
      const after = [...healed(state, new Set(leaving.map(piece))).values()]
      expect(after.map(({ pieceId }) => pieceId)).toEqual(
        [1, 2, 3].map((number) => (leaving.includes(number) ? null : piece(number))),
      )
      expect(after.map(({ xMm }) => xMm)).toEqual([1, 2, 3])
    }),
  )
  expect([...state.values()].every(({ pieceId }) => pieceId !== null)).toBe(true)
})

test('an address that names none of our tiles is none of ours', () => {
  expect(tileNamed('/api/tiles/')).toBeNull()
  expect(tileNamed('/api/tiles/xyz')).toBeNull()
})
