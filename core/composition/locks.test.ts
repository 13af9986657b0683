import { expect, test } from 'vitest'
import { OperationKind, type Change, type Operation, type Placement } from '../contract/composition.ts'
import { PlacementId } from '../contract/ids.ts'
import { lockedAmong } from './locks.ts'
import { doLocally, replicaOf, takeIn } from './replica.ts'
import { compositionOf } from './state.ts'

const id = (number: number) =>
  PlacementId.parse(`00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`)
const standing = (number: number, locked: boolean): Placement => ({
  id: id(number),
  pieceId: null,
  ...{ xMm: number, yMm: 0, widthMm: 10, heightMm: 10, rotationDeg: 0 },
  ...{ slot: null, layer: number, locked, revision: 1 },
})
const state = compositionOf([standing(1, true), standing(2, false)])
const move = (number: number): Change => ({ do: 'set', id: id(number), values: { xMm: 500 } })
const remove = (number: number): Change => ({ do: 'remove', id: id(number) })
const lock = (number: number, locked: boolean): Change => ({ do: 'set', id: id(number), values: { locked } })

test('a hand neither moves nor removes what is locked, and may unlock it', () => {
  expect(lockedAmong(state, { kind: 'move', changes: [move(1), move(2)] })).toEqual([id(1)])
  expect(lockedAmong(state, { kind: 'remove', changes: [remove(1), remove(2)] })).toEqual([id(1)])
  expect(lockedAmong(state, { kind: 'lock', changes: [lock(1, false), lock(2, true)] })).toEqual([])
  const both: Change = { do: 'set', id: id(1), values: { locked: false, xMm: 500 } }
  expect(lockedAmong(state, { kind: 'lock', changes: [both] })).toEqual([id(1)])
})

test('all may be counted anew when layers are, but under no other name', () => {
  const layer: Change = { do: 'set', id: id(1), values: { layer: 7 } }
  expect(lockedAmong(state, { kind: 'layer', changes: [layer] })).toEqual([])
  expect(lockedAmong(state, { kind: 'layer', changes: [move(1)] })).toEqual([id(1)])
  expect(lockedAmong(state, { kind: 'move', changes: [layer] })).toEqual([id(1)])
  expect(lockedAmong(state, { kind: 'group', changes: [move(1)] })).toEqual([id(1)])
})

test('a locked field is given another colour as it lies, and nothing else of it is changed', () => {
  const field: Placement = { ...standing(3, true), element: { kind: 'field', colour: '#f2e6c9' } }
  const words: Placement = { ...standing(4, true), element: { kind: 'words', text: 'Hej', paper: null } }
  const held = compositionOf([field, words])
  const element = { kind: 'field' as const, colour: '#0b1020' }
  const dye = (number: number, more = {}): Change => ({
    do: 'set',
    id: id(number),
    values: { element, ...more },
  })
  expect(lockedAmong(held, { kind: 'place', changes: [dye(3)] })).toEqual([])
  expect(lockedAmong(held, { kind: 'place', changes: [dye(3, { xMm: 1 }), dye(4)] })).toEqual([id(3), id(4)])
  expect(lockedAmong(held, { kind: 'move', changes: [dye(3)] })).toEqual([id(3)])
})

test.each(OperationKind.options.filter((kind) => ['layout', 'undo', 'restore', 'withdraw'].includes(kind)))(
  '%s is no hand’s',
  (kind) => {
    expect(lockedAmong(state, { kind, changes: [move(1), remove(1)] })).toEqual([])
  },
)

const theirLock: Operation = {
  seq: 2,
  clientOpId: id(9),
  actor: null,
  kind: 'lock',
  changes: [lock(2, true)],
  undoes: null,
  at: '2026-01-01T00:00:00Z',
}
const free = compositionOf([standing(1, false), standing(2, false)])
const mine = { clientOpId: 'mine', kind: 'move' as const, changes: [move(1), move(2)] }

test('what another locked meanwhile is left alone and named once, and the rest of my move stays', () => {
  const { replica, lockedOut, dropped } = takeIn(doLocally(replicaOf(free, 1), mine).replica, [theirLock])
  expect(lockedOut).toEqual([id(2)])
  expect(dropped).toEqual([])
  expect([1, 2].map((number) => replica.state.get(id(number))?.xMm)).toEqual([500, 2])
  expect(replica.pending[0]?.changes).toEqual([move(1)])
  expect(takeIn(replica, [theirLock]).lockedOut).toEqual([])
})

test('of a move of locked places only, nothing is done, and it is said why', () => {
  const alone = { ...mine, changes: [move(2)] }
  const taken = takeIn(doLocally(replicaOf(free, 1), alone).replica, [theirLock])
  expect(taken.replica.pending).toEqual([])
  expect(taken.lockedOut).toEqual([id(2)])
  expect(taken.dropped).toEqual([])
  expect(doLocally(replicaOf(state, 1), { ...mine, changes: [remove(1)] }).replica.state).toEqual(state)
})
