import { expect, test } from 'vitest'
import type { Operation } from '#core/contract/composition.ts'
import { PlacementId, StaffId } from '#core/contract/ids.ts'
import { Doings } from './doings.ts'
import { requestFor } from './request.ts'

const me = StaffId.parse('01890000-0000-7000-8000-000000000001')
const anna = StaffId.parse('01890000-0000-7000-8000-000000000002')
const place = PlacementId.parse('01890000-0000-7000-8000-000000000003')

const row = (seq: number, given: Partial<Operation> = {}): Operation => ({
  seq,
  clientOpId: `op-${seq}`,
  actor: me,
  kind: 'move',
  changes: [{ do: 'set', id: place, values: { xMm: seq } }],
  undoes: null,
  at: '2026-01-01T00:00:00Z',
  ...given,
})
const changes = { for: 'changes' } as const

test('the log tells whose doing a row is: from here, from my other window, from another curator', () => {
  const doings = new Doings([], me)
  doings.begin('op-1', changes, [])
  expect(doings.know(row(1), [])).toBe('here')
  expect(doings.know(row(2), [])).toBe('elsewhere')
  expect(doings.know(row(3, { actor: anna }), [])).toBe('another')
  expect(doings.history.undoable).toEqual(['op-1', 'op-2'])
})

test('an undo waits for its target to have a number, and is given up if it never gets one', () => {
  const doings = new Doings([], me)
  doings.begin('op-1', changes, [])
  const ask = { for: 'undo', target: 'op-1' } as const
  doings.begin('op-2', ask, [])
  const undo = { clientOpId: 'op-2', kind: 'undo', changes: [] } as const
  expect(requestFor(undo, doings.askFor('op-2'), doings.seqs)).toBeUndefined()
  doings.know(row(7, { clientOpId: 'op-1' }), [])
  expect(requestFor(undo, doings.askFor('op-2'), doings.seqs)).toEqual({
    kind: 'undo',
    clientOpId: 'op-2',
    undoes: 7,
  })
})

test('an undo that had to leave everything alone is nothing to redo', () => {
  const doings = new Doings([{ seq: 1, clientOpId: 'op-1', undoes: null, isEmpty: false }], me)
  doings.begin('op-2', { for: 'undo', target: 'op-1' }, [])
  expect(doings.history.redoable).toEqual(['op-2'])
  doings.know(row(2, { kind: 'undo', undoes: 1, changes: [] }), [])
  expect(doings.history).toEqual({ undoable: [], redoable: [] })
})
