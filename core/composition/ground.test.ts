import { expect, test } from 'vitest'
import type { Placement } from '../contract/composition.ts'
import type { ArtworkElement } from '../contract/elements.ts'
import { PieceId, PlacementId } from '../contract/ids.ts'
import { layoutById } from '../layout/registry.ts'
import { applyChanges } from './apply.ts'
import { arrangementChanges, layoutTaskOf } from './arrange.ts'
import { groundColour, isGround, liesAsGround } from './ground.ts'
import { compositionOf } from './state.ts'

const numbered = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const pieceId = (number: number) => PieceId.parse(numbered(number))
const frame = { widthMm: 1_600, heightMm: 900 }

const ground = (number: number, more: Partial<Placement> = {}): Placement => ({
  id: PlacementId.parse(numbered(number)),
  pieceId: pieceId(number),
  ...{ xMm: 800, yMm: 450, widthMm: 1_600, heightMm: 900, rotationDeg: 0 },
  ...{ layer: -1, slot: null, locked: true, revision: 1 },
  ...more,
})
const field = (colour: string, more: Partial<Placement> = {}) =>
  ground(90, { pieceId: null, element: { kind: 'field', colour }, ...more })

test('a ground covers the whole work, unturned and locked, beneath everything', () => {
  expect(isGround(ground(1), frame)).toBe(true)
  expect(isGround(ground(1, { widthMm: 1_700, rotationDeg: 180 }), frame)).toBe(true)
  expect(isGround(field('#0b1020'), frame)).toBe(true)
  const others: Partial<Placement>[] = [{ layer: 0 }, { xMm: 810 }, { heightMm: 890 }, { rotationDeg: 5 }]
  for (const other of others) expect(isGround(ground(1, other), frame)).toBe(false)
  const words: ArtworkElement = { kind: 'words', text: 'Vi laver et værk', paper: null }
  expect(isGround(ground(1, { pieceId: null, element: words }), frame)).toBe(false)
})

test('unlocked it lies there just the same, and can be taken hold of', () => {
  const loose = ground(1, { locked: false })
  expect([liesAsGround(loose, frame), isGround(loose, frame)]).toEqual([true, false])
})

test.each(['grid', 'salon', 'scatter', 'colour', 'free', 'thirty-five-plus-one'])(
  '%s hangs everyone on the ground, which stays as it lies',
  (id) => {
    const layout = layoutById(id)
    if (!layout) throw new Error(`there is no ${id}`)
    const pieces = [1, 2, 3, 4].map((number) => ({
      id: pieceId(number),
      ...{ houseCode: 'aaen', aspect: 1.25, averageColour: '#b9e3c6' },
    }))
    const state = compositionOf([ground(1), field('#0b1020', { layer: -2 })])
    const arranged = layout.arrange({ ...layoutTaskOf(state, pieces, frame), options: {}, seed: 1 })
    expect(arranged.map((one) => one.pieceId).toSorted()).toEqual([2, 3, 4].map(pieceId))
    // With the very room that they have where nothing lies beneath them.
    const onBareWall = { ...layoutTaskOf(compositionOf([]), pieces.slice(1), frame), options: {}, seed: 1 }
    expect(arranged).toEqual(layout.arrange(onBareWall))

    let fresh = 50
    const newId = () => PlacementId.parse(numbered(fresh++))
    const changes = arrangementChanges(state, { arranged, keepsEmptyPlaces: false, newId })
    const after = applyChanges(state, changes, 2)
    expect(after.fits && [...after.state.values()].slice(0, 2)).toEqual([...state.values()])
    expect(after.fits && after.state.size).toBe(5)
  },
)

test('words stand on the uppermost field that lies as ground, else on the artwork’s own background', () => {
  const [night, sand] = [field('#0b1020', { layer: -2 }), field('#f2e6c9', { locked: false })]
  expect(groundColour([], frame, '#ffffff')).toBe('#ffffff')
  expect(groundColour([night], frame, '#ffffff')).toBe('#0b1020')
  expect(groundColour([night, sand], frame, '#ffffff')).toBe('#f2e6c9')
  const card = field('#14213d', { widthMm: 300 })
  expect(groundColour([night, card, ground(1)], frame, '#ffffff')).toBe('#0b1020')
})
