import { expect, test } from 'vitest'
import { tileBytes, tilePx } from './pyramid.ts'
import { Tiles } from './tiles.ts'

const base = 1
/** The part of the work on the tile of level 0 in that column, a little inside of it. */
const within = (column: number) => ({
  minX: column * tilePx + 10,
  minY: 10,
  maxX: column * tilePx + 20,
  maxY: 20,
})
const at = (level: number, column: number) => ({ level, column, row: 0 })

function opened(tilesMax = 100) {
  const canvases: { width: number; height: number }[] = []
  const tiles = new Tiles(() => {
    const canvas = { width: tilePx, height: tilePx }
    canvases.push(canvas)
    return canvas
  }, tilesMax * tileBytes)
  tiles.rebase(base)
  tiles.beginFrame()
  const painted = (...places: Parameters<typeof tiles.open>[0][]) =>
    places.map((place) => {
      const tile = tiles.open(place)
      tile.stale = null
      return tile
    })
  return { tiles, canvases, painted }
}

test('what changes soils the tiles that show it, where they show it, on every level', () => {
  const { tiles, painted } = opened()
  const [here, beside, finer] = painted(at(0, 0), at(0, 1), at(1, 0))
  tiles.soil([within(0)])
  expect(here?.stale).toEqual(within(0))
  expect(finer?.stale).toEqual(within(0))
  expect(beside?.stale).toBeNull()
  tiles.soil([{ minX: -50, minY: 100, maxX: 5, maxY: 110 }])
  expect(here?.stale).toEqual({ minX: 0, minY: 10, maxX: 20, maxY: 110 })
})

test('a new tile is to be painted all over', () => {
  const { tiles } = opened()
  const tile = tiles.open(at(0, 3))
  expect(tile.stale).toEqual(tile.rect)
})

test('when memory is short the one not seen longest goes, and its canvas holds nothing any more', () => {
  const { tiles, canvases } = opened(4)
  tiles.open(at(0, 0))
  tiles.open(at(1, 0))
  tiles.beginFrame()
  tiles.open(at(1, 1))
  tiles.open(at(1, 2))
  tiles.beginFrame()
  tiles.at(at(1, 1))
  tiles.open(at(1, 3))
  expect(tiles.at(at(1, 0))).toBeUndefined()
  expect(canvases[1]).toEqual({ width: 0, height: 0 })
  tiles.open(at(1, 4))
  expect(tiles.at(at(1, 2))).toBeUndefined()
  expect(tiles.at(at(1, 1))).toBeDefined()
  // Level 0 is not let go of: with it there is always something to show.
  expect(tiles.at(at(0, 0))).toBeDefined()
  expect(tiles.bytes).toBe(4 * tileBytes)
})

test('what is in sight is kept, though it is more than there should be', () => {
  const { tiles } = opened(2)
  for (let column = 0; column < 5; column++) tiles.open(at(1, column))
  expect(tiles.bytes).toBe(5 * tileBytes)
})

test('a tile that is not there is shown from the next below it, else from those above', () => {
  const { tiles, painted } = opened()
  const [low] = painted(at(0, 0))
  expect(tiles.standIns(at(2, 1))).toEqual([
    { tile: low, rect: { minX: tilePx / 4, minY: 0, maxX: tilePx / 2, maxY: tilePx / 4 } },
  ])
  const [nearer] = painted(at(1, 0))
  expect(tiles.standIns(at(2, 1))[0]?.tile).toBe(nearer)
  const [high] = painted(at(1, 2))
  expect(tiles.standIns(at(0, 1))).toEqual([{ tile: high, rect: high?.rect }])
})

test('another measure of the stage lets go of all', () => {
  const { tiles, canvases } = opened()
  tiles.open(at(0, 0))
  tiles.rebase(base)
  expect(tiles.at(at(0, 0))).toBeDefined()
  tiles.rebase(base * 2)
  expect(tiles.bytes).toBe(0)
  expect(canvases.every(({ width }) => width === 0)).toBe(true)
})
