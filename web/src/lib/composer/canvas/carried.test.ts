import { expect, test } from 'vitest'
import type { Placement } from '#core/contract/composition.ts'
import { PlacementId } from '#core/contract/ids.ts'
import { compositionOf } from '#core/composition/state.ts'
import { shiftOf } from './carried.ts'

const placed = (number: number): Placement => ({
  id: PlacementId.parse(`00000000-0000-4000-8000-${`${number}`.padStart(12, '0')}`),
  pieceId: null,
  xMm: number,
  yMm: 0,
  widthMm: 80,
  heightMm: 60,
  rotationDeg: 10,
  slot: null,
  layer: 0,
  locked: false,
  revision: 0,
})
const some = [placed(1), placed(2), placed(3)]
const state = compositionOf(some)
const held = (change: (placement: Placement, index: number) => Partial<Placement>) =>
  new Map(some.map((placement, index) => [placement.id, { ...placement, ...change(placement, index) }]))

test('what is moved as it is, is carried; what is turned, scaled or pulled apart is not', () => {
  expect(
    shiftOf(
      held(({ xMm }) => ({ xMm: xMm + 5, yMm: -7 })),
      state,
    ),
  ).toEqual({ xMm: 5, yMm: -7 })
  expect(
    shiftOf(
      held(() => ({ rotationDeg: 20 })),
      state,
    ),
  ).toBeNull()
  expect(
    shiftOf(
      held(({ widthMm }) => ({ widthMm: widthMm * 2 })),
      state,
    ),
  ).toBeNull()
  expect(
    shiftOf(
      held(({ xMm }, index) => ({ xMm: xMm + index })),
      state,
    ),
  ).toBeNull()
  expect(shiftOf(new Map(), state)).toBeNull()
})
