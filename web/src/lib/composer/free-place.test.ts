import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Box } from '#core/contract/geometry.ts'
import { boundsOf } from './canvas/box.ts'
import type { Rect } from './canvas/camera.ts'
import { usualArea } from '#core/layout/usual-area.ts'
import { nextFreePlace } from './free-place.ts'

const frame = { widthMm: 1000, heightMm: 600 }
const touch = (a: Rect, b: Rect) =>
  a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY
const among = (boxes: readonly Box[]) => (rect: Rect) =>
  boxes.map((box) => boundsOf(box)).find((other) => touch(rect, other))

test('piece after piece finds its own place, all inside the work, none on another', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.4, max: 2.5, noNaN: true }), { minLength: 1, maxLength: 12 }),
      (aspects) => {
        const placed: Box[] = []
        for (const aspect of aspects) {
          const areaMm2 = usualArea(frame, placed, aspects.length)
          const box = nextFreePlace({ frame, aspect, areaMm2, inTheWay: among(placed) })
          expect(box.widthMm / box.heightMm).toBeCloseTo(aspect, 6)
          expect(among(placed)(boundsOf(box))).toBeUndefined()
          const { minX, minY, maxX, maxY } = boundsOf(box)
          expect(Math.min(minX, minY)).toBeGreaterThanOrEqual(0)
          expect(maxX).toBeLessThanOrEqual(frame.widthMm)
          expect(maxY).toBeLessThanOrEqual(frame.heightMm)
          placed.push(box)
        }
      },
    ),
  )
})

test('in a full work the piece is laid in the middle, where it can be seen', () => {
  const box = nextFreePlace({ frame, aspect: 1, areaMm2: 10_000, inTheWay: (rect) => rect })
  expect(box).toMatchObject({ xMm: 500, yMm: 300 })
})
