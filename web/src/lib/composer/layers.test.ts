import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Placement } from '#core/contract/composition.ts'
import { PlacementId } from '#core/contract/ids.ts'
import { applyChanges } from '#core/composition/apply.ts'
import { compositionOf, inLayerOrder, type CompositionState } from '#core/composition/state.ts'
import { layerBeneath, layerChanges, type LayerMove } from './layers.ts'

const place = (number: number) =>
  PlacementId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)

const frame = { widthMm: 1600, heightMm: 900 }

const lying = (layers: readonly number[]) =>
  compositionOf(
    layers.map((layer, index): Placement => ({
      id: place(index),
      pieceId: null,
      slot: null,
      locked: false,
      revision: 1,
      layer,
      xMm: 0,
      yMm: 0,
      widthMm: 1,
      heightMm: 1,
      rotationDeg: 0,
    })),
  )

function after(layers: readonly number[], chosen: readonly number[], move: LayerMove): number[] {
  const state = lying(layers)
  const applied = applyChanges(state, layerChanges({ state, frame }, new Set(chosen.map(place)), move), 2)
  const end = applied.fits ? applied.state : state
  return inLayerOrder(end).map(({ id }) => layers.findIndex((_, index) => place(index) === id))
}

test('a piece comes to the front, to the back, one step up, one step down', () => {
  expect(after([0, 1, 2, 3], [1], 'front')).toEqual([0, 2, 3, 1])
  expect(after([0, 1, 2, 3], [2], 'back')).toEqual([2, 0, 1, 3])
  expect(after([0, 1, 2, 3], [1], 'forward')).toEqual([0, 2, 1, 3])
  expect(after([0, 1, 2, 3], [2], 'backward')).toEqual([0, 2, 1, 3])
})

test('what is uppermost cannot be lifted further, and nothing is written for it', () => {
  expect(layerChanges({ state: lying([0, 1]), frame }, new Set([place(1)]), 'front')).toEqual([])
  expect(layerChanges({ state: lying([0, 1]), frame }, new Set([place(1)]), 'forward')).toEqual([])
  expect(layerChanges({ state: lying([0, 1]), frame }, new Set([place(0)]), 'back')).toEqual([])
})

test('one step up goes past the next piece that it touches', () => {
  const state = lying([0, 1, 2])
  const touches = (_: Placement, other: Placement) => other.id === place(2)
  const [change] = layerChanges({ state, frame }, new Set([place(0)]), 'forward', touches)
  expect(change?.do === 'set' && change.values.layer).toBeGreaterThan(2)
})

const lyingOn = (layers: readonly number[], ground: Partial<Placement>) => {
  const whole = { xMm: 800, yMm: 450, ...frame, layer: -1, locked: true }
  const [first, ...others] = lying([0, ...layers]).values()
  if (!first) throw new Error('there is no ground')
  return compositionOf([{ ...first, ...whole, ...ground }, ...others])
}

test('what is sent to the back lies on the ground, and steps no further down', () => {
  const state = lyingOn([0, 1, 2], {})
  for (const move of ['back', 'backward'] as const) {
    const applied = applyChanges(state, layerChanges({ state, frame }, new Set([place(1)]), move), 2)
    expect(applied.fits && applied.state).toEqual(state)
  }
  const applied = applyChanges(state, layerChanges({ state, frame }, new Set([place(3)]), 'back'), 2)
  if (!applied.fits) throw new Error('it fits')
  expect(inLayerOrder(applied.state).map(({ id }) => id)).toEqual([0, 3, 1, 2].map(place))
})

test('however often it is done, the ground keeps its layer and lies lowest', () => {
  let state: CompositionState = lyingOn([0, 1, 2], {})
  for (let step = 0; step < 80; step += 1) {
    const changes = layerChanges({ state, frame }, new Set([place(1 + (step % 3))]), 'back')
    const applied = applyChanges(state, changes, 2)
    if (!applied.fits) throw new Error('it fits')
    ;({ state } = applied)
  }
  expect(inLayerOrder(state)[0]).toMatchObject({ id: place(0), layer: -1 })
})

test('a picture that is sent to the back by hand lies below zero, where a layout puts nothing', () => {
  const state = lyingOn([3, 4], { layer: 5, locked: false })
  const [change] = layerChanges({ state, frame }, new Set([place(0)]), 'back')
  expect(change?.do === 'set' && change.values.layer).toBeLessThan(0)
})

test('what is laid beneath everything lies on the ground, and a new ground on an earlier one', () => {
  expect(layerBeneath({ state: lying([3, 4]), frame })).toBe(-1)
  const layer = layerBeneath({ state: lyingOn([-0.5, 4], {}), frame })
  expect(layer).toBeGreaterThan(-1)
  expect(layer).toBeLessThan(-0.5)
})

test('several pieces keep their order among themselves, and the others theirs, also where numbers are equal', () => {
  const moves = fc.constantFrom<LayerMove>('front', 'forward', 'backward', 'back')
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 8 }),
      fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 4 }),
      moves,
      (layers, picked, move) => {
        const chosen = picked.filter((index) => index < layers.length)
        const before = inLayerOrder(lying(layers)).map(({ id }) =>
          layers.findIndex((_, index) => place(index) === id),
        )
        const end = after(layers, chosen, move)
        expect(end.filter((one) => chosen.includes(one))).toEqual(
          before.filter((one) => chosen.includes(one)),
        )
        expect(end.filter((one) => !chosen.includes(one))).toEqual(
          before.filter((one) => !chosen.includes(one)),
        )
      },
    ),
  )
})
