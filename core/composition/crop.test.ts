import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Crop } from '../contract/look.ts'
import { boxShown, closenessOf, cropToKeep, movedCrop, seenPart, zoomedCrop } from './crop.ts'

const aspect = fc.double({ min: 0.2, max: 5, noNaN: true })
const crop = fc
  .tuple(
    fc.double({ min: 0.02, max: 1, noNaN: true }),
    fc.double({ min: 0.02, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([width, height, x, y]) => ({ x: x * (1 - width), y: y * (1 - height), width, height }))

const aspectOf = ({ width, height }: Crop, picture: number) => (picture * width) / height
const box = { xMm: 10, yMm: 20, widthMm: 200, heightMm: 100, rotationDeg: 30 }

test('what is seen has the proportions of the place and lies within the part that may be seen', () => {
  fc.assert(
    fc.property(aspect, aspect, crop, (picture, place, part) => {
      const seen = seenPart(picture, place, part)
      expect(aspectOf(seen, picture)).toBeCloseTo(place, 6)
      expect(seen.x).toBeGreaterThanOrEqual(part.x - 1e-9)
      expect(seen.y).toBeGreaterThanOrEqual(part.y - 1e-9)
      expect(seen.x + seen.width).toBeLessThanOrEqual(part.x + part.width + 1e-9)
      expect(seen.y + seen.height).toBeLessThanOrEqual(part.y + part.height + 1e-9)
    }),
  )
})

test('without a crop, in a place of its own proportions, all of the picture is seen', () => {
  expect(seenPart(1.5, 1.5)).toEqual({ x: 0, y: 0, width: 1, height: 1 })
  expect(cropToKeep(seenPart(1.5, 1.5), 1.5, 1.5)).toBeNull()
})

test('however it is moved and zoomed, it stays in the picture, keeps its proportions and can be kept', () => {
  const step = fc.record({
    factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
    x: fc.double({ min: -2, max: 2, noNaN: true }),
    y: fc.double({ min: -2, max: 2, noNaN: true }),
  })
  fc.assert(
    fc.property(aspect, aspect, fc.array(step, { maxLength: 8 }), (picture, place, steps) => {
      let seen = seenPart(picture, place)
      for (const { factor, x, y } of steps) seen = movedCrop(zoomedCrop(seen, factor, picture, place), x, y)
      expect(aspectOf(seen, picture)).toBeCloseTo(place, 5)
      expect(closenessOf(seen, picture, place)).toBeGreaterThan(0.999)
      const kept = cropToKeep(seen, picture, place)
      if (kept) expect(Crop.safeParse(kept).success).toBe(true)
    }),
  )
})

test('coming closer and going back again ends where it began, about the same middle', () => {
  const seen = seenPart(2, 1)
  const near = zoomedCrop(seen, 4, 2, 1)
  expect(near.width).toBeCloseTo(seen.width / 4)
  expect(near.x + near.width / 2).toBeCloseTo(0.5)
  const back = zoomedCrop(near, 0.25, 2, 1)
  expect(back.width).toBeCloseTo(seen.width)
  expect(closenessOf(near, 2, 1)).toBeCloseTo(4)
})

test('a piece that may not be altered is shown whole in the middle of a place of other proportions', () => {
  expect(boxShown(box, 1, true)).toEqual(box)
  expect(boxShown(box, 2.001, false)).toEqual(box)
  expect(boxShown(box, 1, false)).toEqual({ ...box, widthMm: 100, heightMm: 100 })
  expect(boxShown(box, 4, false)).toEqual({ ...box, widthMm: 200, heightMm: 50 })
})
