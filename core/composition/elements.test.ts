/** The artwork's own elements in the composition: they are moved, undone and kept as places are, and no piece is ever put into one. */
import { expect, test } from 'vitest'
import type { Change, PlacementValues } from '../contract/composition.ts'
import type { ArtworkElement } from '../contract/elements.ts'
import { PieceId, PlacementId } from '../contract/ids.ts'
import { applyChanges } from './apply.ts'
import { arrangementChanges, locksOf } from './arrange.ts'
import { invert } from './invert.ts'
import { emptyComposition, isEmptyPlace, type CompositionState } from './state.ts'
import { undoChanges } from './undo.ts'

const numbered = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const place = (number: number) => PlacementId.parse(numbered(number))
const piece = PieceId.parse(numbered(99))
const words: ArtworkElement = { kind: 'words', text: 'Vi laver et værk', paper: null }
const field: ArtworkElement = { kind: 'field', colour: '#f2e6c9' }

const add = (id: number, more: Partial<PlacementValues> = {}): Change => ({
  do: 'add',
  id: place(id),
  values: {
    xMm: id,
    yMm: id,
    widthMm: 10,
    heightMm: 10,
    rotationDeg: 0,
    pieceId: null,
    slot: null,
    layer: 0,
    locked: false,
    ...more,
  },
})
const set = (id: number, values: Partial<PlacementValues>): Change => ({ do: 'set', id: place(id), values })

function after(...operations: readonly Change[][]): CompositionState {
  return operations.reduce<CompositionState>((state, changes, at) => {
    const applied = applyChanges(state, changes, at + 1)
    if (!applied.fits) throw new Error(applied.misfit.reason)
    return applied.state
  }, emptyComposition)
}
const misfitOf = (state: CompositionState, ...changes: Change[]) => {
  const applied = applyChanges(state, changes, 9)
  return applied.fits ? null : applied.misfit.reason
}

test('no piece is put into an element, and no place becomes one', () => {
  const state = after([add(1, { element: words }), add(2), add(3, { pieceId: piece })])
  expect(misfitOf(state, set(1, { pieceId: PieceId.parse(numbered(98)) }))).toBe('not-an-element')
  expect(misfitOf(state, set(2, { element: field }))).toBe('not-an-element')
  expect(misfitOf(state, set(3, { element: field }))).toBe('not-an-element')
  expect(misfitOf(state, add(4, { element: words, pieceId: PieceId.parse(numbered(98)) }))).toBe(
    'not-an-element',
  )
  expect([...state.values()].filter(isEmptyPlace).map(({ id }) => id)).toEqual([place(2)])
})

test('what was written on an element is undone to what it said before', () => {
  const before = after([add(1, { element: words })])
  const changes = [set(1, { element: { ...words, text: 'Hej' } })]
  const applied = applyChanges(before, changes, 2)
  if (!applied.fits) throw new Error('it fits')
  expect(applied.state.get(place(1))?.element).toMatchObject({ text: 'Hej' })
  const undone = undoChanges(applied.state, { seq: 2, changes, inverse: invert(before, changes) })
  const back = applyChanges(applied.state, undone.changes, 3)
  expect(back.fits && back.state.get(place(1))).toMatchObject({ element: words, revision: 1 })
})

test('an element that was taken out comes back as it was', () => {
  const before = after([add(1, { element: field })])
  const changes: Change[] = [{ do: 'remove', id: place(1) }]
  const gone = applyChanges(before, changes, 2)
  if (!gone.fits) throw new Error('it fits')
  const back = applyChanges(gone.state, invert(before, changes), 3)
  expect(back.fits && new Map(back.state)).toEqual(new Map(before))
})

test('a layout leaves what is the artwork’s own where it is, and covers no words', () => {
  const state = after([
    add(1, { element: words }),
    add(2, { element: field, locked: true }),
    add(3, { pieceId: piece }),
    add(4),
  ])
  expect(locksOf(state, { widthMm: 1600, heightMm: 900 }).map(({ box }) => box.xMm)).toEqual([1])
  const box = { xMm: 50, yMm: 50, widthMm: 5, heightMm: 5, rotationDeg: 0 }
  const changes = arrangementChanges(state, {
    arranged: [{ pieceId: piece, box, slot: null, layer: 0 }],
    keepsEmptyPlaces: false,
    newId: () => place(9),
  })
  const arranged = applyChanges(state, changes, 2)
  if (!arranged.fits) throw new Error('it fits')
  expect([...arranged.state.keys()]).toEqual([place(1), place(2), place(3)])
  expect(arranged.state.get(place(1))).toEqual(state.get(place(1)))
  expect(arranged.state.get(place(3))?.xMm).toBe(50)
})
