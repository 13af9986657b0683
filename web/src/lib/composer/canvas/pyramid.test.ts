import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ancestor,
  children,
  covers,
  levelFor,
  pxPerMmAt,
  tilePx,
  tileRect,
  tilesIn,
  touches,
} from './pyramid.ts'

const base = 0.2
const rect = fc
  .record({
    x: fc.integer({ min: -5000, max: 5000 }),
    y: fc.integer({ min: -5000, max: 5000 }),
    width: fc.integer({ min: 1, max: 9000 }),
    height: fc.integer({ min: 1, max: 9000 }),
  })
  .map(({ x, y, width, height }) => ({ minX: x, minY: y, maxX: x + width, maxY: y + height }))
const place = fc.record({
  level: fc.integer({ min: 0, max: 6 }),
  column: fc.integer({ min: -8, max: 40 }),
  row: fc.integer({ min: -8, max: 40 }),
})

test('the tiles of a level show all of what is seen, and each of them some of it', () => {
  fc.assert(
    fc.property(rect, fc.integer({ min: 0, max: 3 }), (seen, level) => {
      const rects = tilesIn(seen, level, base).map((tile) => tileRect(tile, base))
      expect(rects.every((one) => touches(one, seen))).toBe(true)
      const whole = rects.reduce((one, other) => ({
        minX: Math.min(one.minX, other.minX),
        minY: Math.min(one.minY, other.minY),
        maxX: Math.max(one.maxX, other.maxX),
        maxY: Math.max(one.maxY, other.maxY),
      }))
      expect(covers(whole, seen)).toBe(true)
      const sideMm = tilePx / pxPerMmAt(level, base)
      const area = ((whole.maxX - whole.minX) / sideMm) * ((whole.maxY - whole.minY) / sideMm)
      expect(Math.round(area)).toBe(rects.length)
    }),
  )
})

test('what is in the middle is painted first', () => {
  const seen = { minX: 0, minY: 0, maxX: (5 * tilePx) / base, maxY: (5 * tilePx) / base }
  expect(tilesIn(seen, 0, base)[0]).toEqual({ level: 0, column: 2, row: 2 })
})

test('a tile lies in its ancestors, and its children in it', () => {
  fc.assert(
    fc.property(place, (tile) => {
      const own = tileRect(tile, base)
      for (let levels = 1; levels <= tile.level; levels++) {
        const below = tileRect(ancestor(tile, levels), base)
        const aboutMm = 1e-6 * (Math.abs(own.maxX) + Math.abs(own.maxY) + 1)
        expect(below.minX).toBeLessThanOrEqual(own.minX + aboutMm)
        expect(below.maxY).toBeGreaterThanOrEqual(own.maxY - aboutMm)
      }
      for (const child of children(tile)) expect(ancestor(child, 1)).toEqual(tile)
    }),
  )
})

test('a level has the pixels that are seen, and not four times as many', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1000, noNaN: true }), fc.constantFrom(1, 2), (times, ratio) => {
      const level = levelFor(base * times, base, ratio)
      const shown = (base * times) / pxPerMmAt(level, base)
      expect(shown).toBeLessThanOrEqual(ratio === 1 ? 1.1001 : 1.4143)
      if (level > 0) expect(shown).toBeGreaterThan(0.5)
    }),
  )
  expect(levelFor(base / 3, base, 1)).toBe(0)
})
