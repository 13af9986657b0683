import { expect, test } from 'vitest'
import type { OwnStep } from '#core/contract/own-steps.ts'
import { did, emptyHistory, historyOf, neverDid, undid } from './history.ts'

const row = (seq: number, undoes: number | null = null, isEmpty = false): OwnStep => ({
  seq,
  clientOpId: `op-${seq}`,
  undoes,
  isEmpty,
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

test('after a reload the log tells what can be undone and redone', () => {
  const rows = [row(1), row(3), row(4), row(5, 4), row(6, 3)]
  expect(historyOf(rows)).toEqual({ undoable: ['op-1'], redoable: ['op-5', 'op-6'] })
  expect(historyOf([...rows, row(7, 6)])).toEqual({ undoable: ['op-1', 'op-7'], redoable: ['op-5'] })
})

test('an undo that had to leave everything alone is nothing to redo, after a reload too', () => {
  expect(historyOf([row(1), row(3), row(4, 3, true)])).toEqual({ undoable: ['op-1'], redoable: [] })
})
