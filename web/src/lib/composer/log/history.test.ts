import { expect, test } from 'vitest'
import type { Operation } from '#core/contract/composition.ts'
import { StaffId } from '#core/contract/ids.ts'
import { did, emptyHistory, historyOf, neverDid, undid } from './history.ts'

const me = StaffId.parse('01890000-0000-7000-8000-000000000001')
const anna = StaffId.parse('01890000-0000-7000-8000-000000000002')

const row = (seq: number, undoes: number | null = null, actor = me): Operation => ({
  seq,
  clientOpId: `op-${seq}`,
  actor,
  kind: undoes === null ? 'move' : 'undo',
  changes: [],
  undoes,
  at: '2026-01-01T00:00:00Z',
})

test('undo takes the last thing done, redo brings it back, and so on to and fro', () => {
  const two = did(did(emptyHistory, 'a'), 'b')
  const undone = undid(two, 'undo b', 'b')
  expect(undone).toEqual({ undoable: ['a'], redoable: ['undo b'] })
  const redone = undid(undone, 'redo b', 'undo b')
  expect(redone).toEqual({ undoable: ['a', 'redo b'], redoable: [] })
  expect(undid(redone, 'undo again', 'redo b')).toEqual({ undoable: ['a'], redoable: ['undo again'] })
})

test('something new takes away what could be redone', () => {
  expect(did(undid(did(emptyHistory, 'a'), 'undo a', 'a'), 'b')).toEqual({ undoable: ['b'], redoable: [] })
})

test('what the log refused can be neither undone nor redone', () => {
  expect(neverDid(did(did(emptyHistory, 'a'), 'b'), 'b')).toEqual({ undoable: ['a'], redoable: [] })
})

test('after a reload the log tells what can be undone and redone, of my own doing only', () => {
  const rows = [row(1), row(2, null, anna), row(3), row(4), row(5, 4), row(6, 3)]
  expect(historyOf(rows, me)).toEqual({ undoable: ['op-1'], redoable: ['op-5', 'op-6'] })
  expect(historyOf([...rows, row(7, 6)], me)).toEqual({ undoable: ['op-1', 'op-7'], redoable: ['op-5'] })
})
