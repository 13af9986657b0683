import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change, PlacementValues } from '../contract/composition.ts'
import { PieceId, PlacementId } from '../contract/ids.ts'
import { applyChanges } from './apply.ts'
import { invert } from './invert.ts'
import { emptyComposition, type CompositionState } from './state.ts'
import { undoChanges } from './undo.ts'
import { asItMayBeShown, readOn, reading, restoreChanges } from './versions.ts'

const numbered = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const anyPlace = fc.integer({ min: 1, max: 6 }).map((number) => PlacementId.parse(numbered(number)))
const anyPiece = fc.integer({ min: 1, max: 6 }).map((number) => PieceId.parse(numbered(number)))
const values: fc.Arbitrary<PlacementValues> = fc.record({
  xMm: fc.nat(50),
  yMm: fc.nat(50),
  widthMm: fc.integer({ min: 1, max: 9 }),
  heightMm: fc.integer({ min: 1, max: 9 }),
  rotationDeg: fc.constantFrom(0, 15),
  pieceId: fc.option(anyPiece),
  slot: fc.option(fc.constantFrom('a', 'b', 'c')),
  layer: fc.nat(5),
  locked: fc.boolean(),
})
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), id: anyPlace, values }),
  fc.record({ do: fc.constant('set' as const), id: anyPlace, values }),
  fc.record({ do: fc.constant('set' as const), id: anyPlace, values: fc.record({ xMm: fc.nat(50) }) }),
  fc.record({ do: fc.constant('remove' as const), id: anyPlace }),
)
const many = fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 25 })

interface Row {
  readonly seq: number
  readonly changes: readonly Change[]
  readonly inverse: readonly Change[]
}

/** All states of a composition, from the empty one on, and the rows between them. */
function history(operations: readonly (readonly Change[])[]): { states: CompositionState[]; rows: Row[] } {
  const states = [emptyComposition]
  const rows: Row[] = []
  for (const changes of operations) {
    const before = states.at(-1) ?? emptyComposition
    const applied = applyChanges(before, changes, rows.length + 1)
    if (!applied.fits) continue
    rows.push({ seq: rows.length + 1, changes, inverse: invert(before, changes) })
    states.push(applied.state)
  }
  return { states, rows }
}

const rowsOf = (rows: readonly Row[]) => rows.map(({ seq, changes }) => ({ seq, changes: [...changes] }))
const withoutRevisions = (state: CompositionState) =>
  new Map([...state].map(([id, { revision: _revision, ...rest }]) => [id, rest]))

test('the log read up to a number gives the composition as it stood then', () => {
  fc.assert(
    fc.property(many, fc.nat(25), (operations, upTo) => {
      const { states, rows } = history(operations)
      const seq = Math.min(upTo, rows.length)
      const state = reading()
      readOn(state, rowsOf(rows.slice(0, seq)))
      expect(state).toEqual(new Map(states[seq]))
    }),
  )
})

test('going back is one operation, and undoing it one more: all is as it was, revisions too', () => {
  fc.assert(
    fc.property(many, fc.nat(25), (operations, upTo) => {
      const { states, rows } = history(operations)
      const now = states.at(-1) ?? emptyComposition
      const past = states[Math.min(upTo, rows.length)] ?? emptyComposition
      const seq = rows.length + 1
      const changes = restoreChanges(now, past)
      const applied = applyChanges(now, changes, seq)
      expect(applied.fits && withoutRevisions(applied.state)).toEqual(withoutRevisions(past))
      const after = applied.fits ? applied.state : now
      const undo = undoChanges(after, { seq, changes, inverse: invert(now, changes) })
      expect(undo.left).toEqual([])
      const back = applyChanges(after, undo.changes, seq + 1)
      expect(back.fits && new Map(back.state)).toEqual(new Map(now))
    }),
  )
})

test('going back to how it stands changes nothing', () => {
  fc.assert(
    fc.property(many, (operations) => {
      const now = history(operations).states.at(-1) ?? emptyComposition
      expect(restoreChanges(now, now)).toEqual([])
    }),
  )
})

test('a piece that was taken down since is not brought back: its place is there, and empty', () => {
  fc.assert(
    fc.property(many, fc.nat(25), fc.array(anyPiece), (operations, upTo, down) => {
      const { states, rows } = history(operations)
      const past = states[Math.min(upTo, rows.length)] ?? emptyComposition
      const { state, gone } = asItMayBeShown(past, (piece) => !down.includes(piece))
      const before = [...past.values()].flatMap(({ pieceId }) => pieceId ?? [])
      const after = [...state.values()].flatMap(({ pieceId }) => pieceId ?? [])
      expect(after).toEqual(before.filter((piece) => !down.includes(piece)))
      expect(gone).toBe(before.length - after.length)
      expect([...state.keys()]).toEqual([...past.keys()])
    }),
  )
})
