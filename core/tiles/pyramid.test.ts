import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  boxInPixels,
  childrenOf,
  cornersOf,
  pyramidLevels,
  tileRect,
  tileSizePx,
  tilesOf,
  tilesTouched,
} from './pyramid.ts'

const side = fc.integer({ min: 256, max: 60_000 })
const smallSide = fc.integer({ min: 256, max: 6000 })

describe('the levels', () => {
  test('begin with one tile, end with full size, and halve between', () => {
    fc.assert(
      fc.property(side, side, (widthPx, heightPx) => {
        const levels = pyramidLevels(widthPx, heightPx)
        expect(levels[0]).toMatchObject({ columns: 1, rows: 1 })
        expect(levels.at(-1)).toMatchObject({ widthPx, heightPx })
        for (const [i, level] of levels.slice(1).entries()) {
          expect(levels[i]).toMatchObject({
            widthPx: Math.ceil(level.widthPx / 2),
            heightPx: Math.ceil(level.heightPx / 2),
          })
        }
      }),
    )
  })

  test('a work of one tile has one level', () => {
    expect(pyramidLevels(512, 300)).toEqual([{ widthPx: 512, heightPx: 300, columns: 1, rows: 1 }])
  })

  test('are covered by their tiles, each pixel once', () => {
    fc.assert(
      fc.property(smallSide, smallSide, (widthPx, heightPx) => {
        for (const level of pyramidLevels(widthPx, heightPx)) {
          const areas = [...tilesOf(level)].map((address) => {
            const rect = tileRect(level, address)
            expect(rect.widthPx).toBeGreaterThan(0)
            expect(rect.heightPx).toBeGreaterThan(0)
            return rect.widthPx * rect.heightPx
          })
          expect(areas.reduce((sum, area) => sum + area, 0)).toBe(level.widthPx * level.heightPx)
        }
      }),
    )
  })

  test('every tile but the topmost is a child of exactly one tile above', () => {
    fc.assert(
      fc.property(smallSide, smallSide, (widthPx, heightPx) => {
        const levels = pyramidLevels(widthPx, heightPx)
        for (const [i, below] of levels.slice(1).entries()) {
          const above = levels[i]
          if (!above) throw new Error('no level above')
          const children = [...tilesOf(above)].flatMap((tile) =>
            childrenOf(below, tile).filter((child) => child !== null),
          )
          expect(children).toHaveLength(below.columns * below.rows)
          expect(new Set(children.map(({ column, row }) => `${column}/${row}`)).size).toBe(children.length)
        }
      }),
    )
  })
})

const size = { widthMm: 3000, heightMm: 2000, widthPx: 6000, heightPx: 4000 }
const anyBox = fc.record({
  xMm: fc.double({ min: -200, max: 3200, noNaN: true }),
  yMm: fc.double({ min: -200, max: 2200, noNaN: true }),
  widthMm: fc.double({ min: 0.1, max: 1500, noNaN: true }),
  heightMm: fc.double({ min: 0.1, max: 1500, noNaN: true }),
  rotationDeg: fc.oneof(fc.constant(0), fc.double({ min: -360, max: 360, noNaN: true })),
})

describe('a box in pixels', () => {
  test('neighbours that are not turned share an edge, and it is a whole pixel', () => {
    const box = { yMm: 100, widthMm: 33.3, heightMm: 50, rotationDeg: 0 }
    const left = boxInPixels({ ...box, xMm: 100 }, size)
    const right = boxInPixels({ ...box, xMm: 133.3 }, size)
    expect(left.x + left.ux).toBe(right.x)
    expect(Number.isInteger(right.x)).toBe(true)
  })

  test('keeps its middle and its sides, however it is turned', () => {
    fc.assert(
      fc.property(anyBox, (box) => {
        const corners = cornersOf(boxInPixels(box, size))
        const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + corner[axis], 0) / 4
        expect(Math.abs(mean(0) - box.xMm * 2)).toBeLessThan(1.01)
        expect(Math.abs(mean(1) - box.yMm * 2)).toBeLessThan(1.01)
        const { ux, uy, vx, vy } = boxInPixels(box, size)
        expect(Math.abs(Math.hypot(ux, uy) - box.widthMm * 2)).toBeLessThan(1.01)
        expect(Math.abs(Math.hypot(vx, vy) - box.heightMm * 2)).toBeLessThan(1.01)
      }),
    )
  })

  test('a quarter turn clockwise brings the upper left corner to the upper right', () => {
    const { x, y } = boxInPixels({ xMm: 100, yMm: 100, widthMm: 40, heightMm: 20, rotationDeg: 90 }, size)
    expect([x, y]).toEqual([220, 160])
  })
})

test('every tile that a box colours is named, and no tile that it passes by', () => {
  const level = pyramidLevels(size.widthPx, size.heightPx).at(-1)
  if (!level) throw new Error('no level')
  fc.assert(
    fc.property(anyBox, (box) => {
      const place = boxInPixels(box, size)
      const touched = new Set([...tilesTouched(place, level)].map(({ column, row }) => `${column}/${row}`))
      // Points all over the box must lie in tiles that are named.
      for (let s = 0.001; s < 1; s += 0.0998) {
        for (let t = 0.001; t < 1; t += 0.0998) {
          const px = place.x + s * place.ux + t * place.vx
          const py = place.y + s * place.uy + t * place.vy
          if (px < 0 || py < 0 || px >= level.widthPx || py >= level.heightPx) continue
          expect(touched).toContain(`${Math.floor(px / tileSizePx)}/${Math.floor(py / tileSizePx)}`)
        }
      }
      // And a tile further from its middle than its half diagonal is not.
      const reach = Math.hypot(place.ux + place.vx, place.uy + place.vy) / 2 + Math.hypot(place.ux - place.vx, place.uy - place.vy) / 2 // prettier-ignore
      for (const address of tilesTouched(place, level)) {
        const rect = tileRect(level, address)
        const dx = rect.xPx + rect.widthPx / 2 - (place.x + (place.ux + place.vx) / 2)
        const dy = rect.yPx + rect.heightPx / 2 - (place.y + (place.uy + place.vy) / 2)
        expect(Math.hypot(dx, dy)).toBeLessThan(reach + 2 + Math.hypot(tileSizePx, tileSizePx) / 2)
      }
    }),
  )
})
