import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChanges } from '#core/composition/apply.ts'
import { compositionOf } from '#core/composition/state.ts'
import type { Placement } from '#core/contract/composition.ts'
import { PieceId, PlacementId } from '#core/contract/ids.ts'
import { swapChanges } from './swap.ts'

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
      const changes = swapChanges({ state, piece: piece(number), wanted, aspectOf })
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
    expect(swapChanges({ state: compositionOf(places), piece: piece(1), wanted, aspectOf })).toEqual([])
})
