import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChanges } from '#core/composition/apply.ts'
import { compositionOf } from '#core/composition/state.ts'
import type { Placement } from '#core/contract/composition.ts'
import { PieceId, PlacementId } from '#core/contract/ids.ts'
import { swapChanges, takeChanges } from './swap.ts'

const numbered = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const piece = (number: number) => PieceId.parse(numbered(number))
const aspectOf = (id: PieceId) => (id.endsWith('1') ? 1.5 : 0.75)

const standing = (number: number, pieceId: PieceId | null): Placement => ({
  id: PlacementId.parse(numbered(100 + number)),
  pieceId,
  xMm: number * 300,
  yMm: 100,
  widthMm: 200,
  heightMm: 160,
  rotationDeg: 15,
  layer: number,
  slot: `r0c${number}`,
  locked: false,
  revision: 1,
})

/** Places 0 … n−1, some of them empty, the others with pieces of the same numbers. */
const anyWork = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 8 })
  .map((full) => full.map((isFull, number) => standing(number, isFull ? piece(number) : null)))

test('whoever takes whose place: each piece stands once, and only a piece from the tray sends one there', () => {
  fc.assert(
    fc.property(anyWork, fc.nat(9), fc.nat(7), (places, number, at) => {
      const wanted = places[at % places.length]
      if (!wanted) return
      const state = compositionOf(places)
      const stood = new Set(places.flatMap(({ pieceId }) => pieceId ?? []))
      const changes = takeChanges({ state, piece: piece(number), wanted, aspectOf })
      const applied = applyChanges(state, changes, 2)
      if (!applied.fits) throw new Error(applied.misfit.reason)
      expect(applied.state.get(wanted.id)?.pieceId).toBe(piece(number))
      const now = [...applied.state.values()].flatMap(({ pieceId }) => pieceId ?? [])
      const sentBack = stood.has(piece(number)) ? [] : [wanted.pieceId].flatMap((id) => id ?? [])
      expect(new Set(now)).toEqual(new Set([...stood, piece(number)].filter((id) => !sentBack.includes(id))))
      expect(now).toHaveLength(new Set(now).size)
      for (const { id, widthMm, heightMm } of applied.state.values()) {
        const before = state.get(id)
        expect(widthMm).toBeLessThanOrEqual((before?.widthMm ?? 0) + 0.01)
        expect(heightMm).toBeLessThanOrEqual((before?.heightMm ?? 0) + 0.01)
      }
    }),
  )
})

test('a piece that takes its own place does nothing', () => {
  const places = [standing(1, piece(1))]
  const [wanted] = places
  if (wanted)
    expect(takeChanges({ state: compositionOf(places), piece: piece(1), wanted, aspectOf })).toEqual([])
})

/** The composition after the changes. */
function after(places: readonly Placement[], changes: ReturnType<typeof swapChanges>) {
  const applied = applyChanges(compositionOf(places), changes, 2)
  if (!applied.fits) throw new Error(applied.misfit.reason)
  return applied.state
}

test('by key or from the tray, a swap is the same', () => {
  fc.assert(
    fc.property(anyWork, fc.nat(7), fc.nat(7), (places, a, b) => {
      const [one, other] = [places[a % places.length], places[b % places.length]]
      if (!one?.pieceId || !other?.pieceId) return
      const byKey = after(places, swapChanges(one, other, aspectOf))
      const state = compositionOf(places)
      const fromTray = after(places, takeChanges({ state, piece: one.pieceId, wanted: other, aspectOf }))
      expect(fromTray).toEqual(byKey)
    }),
  )
})

test('a crop goes with its picture, in the proportions that it was given', () => {
  const crop = { x: 0.25, y: 0, width: 0.5, height: 1 }
  const cropped = { ...standing(1, piece(1)), widthMm: 80, heightMm: 160, crop }
  const whole = standing(2, piece(2))
  const state = after([cropped, whole], swapChanges(cropped, whole, aspectOf))
  expect(state.get(whole.id)).toMatchObject({ pieceId: piece(1), crop, widthMm: 80, heightMm: 160 })
  expect(state.get(cropped.id)).toMatchObject({ pieceId: piece(2), widthMm: 80 })
  expect(state.get(cropped.id)?.crop).toBeUndefined()
})

test('a copy stays a copy wherever it stands, and who takes its place is none', () => {
  const places = [standing(1, piece(1)), standing(2, piece(2)), { ...standing(3, piece(1)), repeats: true }]
  const [own, other, copy] = places
  if (!own || !other || !copy) return
  const state = compositionOf(places)
  const swapped = after(places, swapChanges(other, copy, aspectOf))
  expect(swapped.get(other.id)).toMatchObject({ pieceId: piece(1), repeats: true })
  expect(swapped.get(copy.id)?.repeats).toBeUndefined()
  // From the tray it is the piece's own place that is left, not the copy's.
  const taken = after(places, takeChanges({ state, piece: piece(1), wanted: other, aspectOf }))
  expect([own, other, copy].map(({ id }) => taken.get(id)?.pieceId)).toEqual([piece(2), piece(1), piece(1)])
  const fromTray = after(places, takeChanges({ state, piece: piece(5), wanted: copy, aspectOf }))
  expect(fromTray.get(copy.id)).toMatchObject({ pieceId: piece(5) })
  expect(fromTray.get(copy.id)?.repeats).toBeUndefined()
})
