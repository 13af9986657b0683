import { expect, test } from 'vitest'
import { colour } from './colour.ts'
import type { LayoutPiece } from './layout.ts'
import { drawn, idNumbered } from './testing/scenes.ts'

/** Red, yellow, green and blue, each in four shades from light to dark; mixed. */
const shades = ['r', 'y', 'g', 'b'].flatMap(
  (name, column) =>
    [
      ['#ffb3a8', '#ff7a66', '#e03020', '#701008'],
      ['#fff2b0', '#ffe066', '#d8b400', '#6e5a00'],
      ['#b9f0c0', '#66d07a', '#209a3c', '#0a4a1a'],
      ['#b8d4ff', '#6aa0ff', '#2050e0', '#0a1e70'],
    ][column]?.map((averageColour, row) => ({ name: row < 2 ? name : name.toUpperCase(), averageColour })) ??
    [],
)
const mixed = shades.map((_, index) => shades[(index * 7) % shades.length])
const names = new Map(mixed.map((shade, index) => [idNumbered(index), shade?.name ?? '?']))
const pieces = mixed.map((shade, index): LayoutPiece => ({
  id: idNumbered(index),
  houseCode: 'a',
  aspect: 1,
  averageColour: shade?.averageColour ?? '#808080',
}))
const frame = { widthMm: 400, heightMm: 400 }

const wall = (options: object) =>
  drawn(
    colour.arrange({
      pieces,
      frame,
      options: colour.options.parse({ gapMm: 0, marginMm: 0, ...options }),
      locks: [],
      standing: [],
      seed: 1,
    }),
    frame,
    8,
    (id) => names.get(id) ?? '?',
  )

test('hues run to the right, and every column from light to dark', () => {
  expect(wall({})).toMatchInlineSnapshot(`
    "bbrryygg
    bbrryygg
    BBRRYYGG
    BBRRYYGG"
  `)
})

test('the same wall the other way, down and up', () => {
  expect(wall({ direction: 'left' })).toMatchInlineSnapshot(`
    "ggyyrrbb
    ggyyrrbb
    GGYYRRBB
    GGYYRRBB"
  `)
  expect(wall({ direction: 'down' })).toMatchInlineSnapshot(`
    "bbbbBBBB
    rrrrRRRR
    yyyyYYYY
    ggggGGGG"
  `)
  expect(wall({ direction: 'up' })).toMatchInlineSnapshot(`
    "ggggGGGG
    yyyyYYYY
    rrrrRRRR
    bbbbBBBB"
  `)
})

test('back and forth, who are neighbours on the way touch', () => {
  expect(wall({ way: 'back-and-forth', direction: 'down' })).toMatchInlineSnapshot(`
    "bbbbBBBB
    rrRRRRrr
    YYYYyyyy
    ggggGGGG"
  `)
})

test('in clusters, every hue is a corner of its own', () => {
  expect(wall({ way: 'in-clusters', direction: 'down' })).toMatchInlineSnapshot(`
    "bbBBrrRR
    bbBBrrRR
    ggGGYYYY
    ggGGyyyy"
  `)
})

test('by lightness, the lightest begin and the darkest end', () => {
  expect(wall({ by: 'lightness', way: 'back-and-forth', direction: 'down' })).toMatchInlineSnapshot(`
    "yyyyggbb
    rrggYYrr
    bbGGRRBB
    BBRRGGYY"
  `)
})
