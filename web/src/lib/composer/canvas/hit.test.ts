import { expect, test } from 'vitest'
import type { Placement } from '#core/contract/composition.ts'
import { PlacementId } from '#core/contract/ids.ts'
import { isHit } from './hit.ts'

const bare: Placement = {
  id: PlacementId.parse('00000000-0000-4000-8000-000000000001'),
  pieceId: null,
  slot: null,
  layer: 0,
  locked: false,
  revision: 1,
  xMm: 500,
  yMm: 500,
  widthMm: 400,
  heightMm: 200,
  rotationDeg: 0,
}
const thread: Placement = {
  ...bare,
  element: {
    kind: 'thread',
    colour: '#14213d',
    widthMm: 5,
    points: [
      { x: 0.1, y: 0.1 },
      { x: 0.9, y: 0.9 },
    ],
  },
}

test('a thread is caught by its line and lets the hand through beside it', () => {
  expect(isHit(thread, { x: 500, y: 500 })).toBe(true)
  expect(isHit(thread, { x: 504, y: 500 })).toBe(true)
  expect(isHit(thread, { x: 600, y: 450 })).toBe(false)
  expect(isHit(bare, { x: 600, y: 450 })).toBe(true)
})

test('a turned thread is caught where it is seen', () => {
  const turned = { ...thread, rotationDeg: 90 }
  // The line from the upper left to the lower right, turned a quarter, falls from the upper right to the lower left.
  expect(isHit(turned, { x: 500 + 60, y: 500 - 120 })).toBe(true)
  expect(isHit(turned, { x: 500 - 60, y: 500 - 120 })).toBe(false)
})
