import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change, Operation, PlacementValues } from '../contract/composition.ts'
import { GroupId, PieceId, PlacementId } from '../contract/ids.ts'
import { applyChanges } from './apply.ts'
import { arrangementChanges, locksOf } from './arrange.ts'
import { invert } from './invert.ts'
import { doLocally, replicaOf, takeIn, type Replica } from './replica.ts'
import { emptyComposition, inLayerOrder, type CompositionState } from './state.ts'
import { undoChanges, type Undoable } from './undo.ts'

const numbered = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const place = (number: number) => PlacementId.parse(numbered(number))
const piece = (number: number) => PieceId.parse(numbered(number))

// Few ids, so that hands get in each other's way.
const anyPlace = fc.integer({ min: 1, max: 6 }).map(place)
const anyPiece = fc.integer({ min: 1, max: 6 }).map(piece)
const millimetres = fc.integer({ min: 0, max: 50 })
const slot = fc.option(fc.constantFrom('r0c0', 'r0c1', 'r1c0'))

const values: fc.Arbitrary<PlacementValues> = fc.record({
  xMm: millimetres,
  yMm: millimetres,
  widthMm: fc.integer({ min: 1, max: 9 }),
  heightMm: fc.integer({ min: 1, max: 9 }),
  rotationDeg: fc.constantFrom(0, 15, -90),
  pieceId: fc.option(anyPiece),
  slot,
  layer: fc.integer({ min: 0, max: 5 }),
  locked: fc.boolean(),
  crop: fc.constantFrom(
    undefined,
    { x: 0, y: 0, width: 0.5, height: 1 },
    { x: 0.2, y: 0, width: 0.5, height: 0.5 },
  ),
  groupId: fc.constantFrom(undefined, GroupId.parse(numbered(1)), GroupId.parse(numbered(2))),
  repeats: fc.boolean(),
})
const someValues = values.chain((all) =>
  fc.subarray(Object.keys(all)).map((keys) => {
    const has = (key: keyof PlacementValues) => keys.includes(key)
    return {
      ...(has('xMm') && { xMm: all.xMm, yMm: all.yMm }),
      ...(has('widthMm') && { widthMm: all.widthMm, heightMm: all.heightMm }),
      ...(has('pieceId') && { pieceId: all.pieceId }),
      ...(has('slot') && { slot: all.slot }),
      ...(has('layer') && { layer: all.layer }),
      ...(has('locked') && { locked: all.locked }),
      ...(has('crop') && { crop: all.crop ?? null }),
      ...(has('groupId') && { groupId: all.groupId ?? null }),
      ...(has('repeats') && { repeats: all.repeats ?? false }),
    }
  }),
)
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), id: anyPlace, values }),
  fc.record({ do: fc.constant('set' as const), id: anyPlace, values: someValues }),
  fc.record({ do: fc.constant('remove' as const), id: anyPlace }),
)
const changes = fc.array(change, { minLength: 1, maxLength: 5 })

const standing = (at: number, more: Partial<PlacementValues> = {}): PlacementValues => ({
  xMm: at,
  yMm: at,
  widthMm: 10,
  heightMm: 10,
  rotationDeg: 0,
  pieceId: null,
  slot: null,
  layer: 0,
  locked: false,
  ...more,
})
const add = (id: number, more: Partial<PlacementValues> = {}): Change => ({
  do: 'add',
  id: place(id),
  values: standing(id, { pieceId: piece(id), ...more }),
})
const move = (id: number, xMm: number): Change => ({ do: 'set', id: place(id), values: { xMm } })
const remove = (id: number): Change => ({ do: 'remove', id: place(id) })

/** A row of the log, as another hand wrote it. */
const anothers = (seq: number, kind: Operation['kind'], asked: Change[]): Operation => ({
  seq,
  clientOpId: numbered(seq),
  actor: null,
  kind,
  changes: asked,
  undoes: null,
  at: '2026-01-01T00:00:00Z',
})

interface Log {
  readonly state: CompositionState
  readonly rows: readonly Undoable[]
}
const emptyLog: Log = { state: emptyComposition, rows: [] }

/** What the log does with what it is asked for: what fits is written, what does not fit is not. */
function write(log: Log, asked: readonly Change[]): Log {
  const seq = log.rows.length + 1
  const applied = applyChanges(log.state, asked, seq)
  if (!applied.fits) return log
  return {
    state: applied.state,
    rows: [...log.rows, { seq, changes: asked, inverse: invert(log.state, asked) }],
  }
}
const written = (...operations: readonly Change[][]) => operations.reduce(write, emptyLog)

function undo(log: Log, seq: number): Log & { left: readonly PlacementId[] } {
  const row = log.rows.find((one) => one.seq === seq)
  if (!row) throw new Error(`no row ${seq}`)
  const undone = undoChanges(log.state, row)
  return { ...write(log, undone.changes), left: undone.left }
}

test('what does not fit changes nothing and is named', () => {
  const { state } = written([add(1, { slot: 'r0c0' })], [add(2)])
  const misfit = (...asked: Change[]) => {
    const applied = applyChanges(state, asked, 9)
    return applied.fits ? null : applied.misfit
  }
  expect(misfit(add(1))).toEqual({ reason: 'placement-exists', id: place(1) })
  expect(misfit(move(7, 1))).toEqual({ reason: 'placement-unknown', id: place(7) })
  expect(misfit(remove(7))).toEqual({ reason: 'placement-unknown', id: place(7) })
  expect(misfit(add(3, { pieceId: piece(1) }))).toEqual({ reason: 'piece-placed-twice', id: place(3) })
  expect(misfit(add(3, { slot: 'r0c0' }))).toEqual({ reason: 'slot-taken', id: place(3) })
  expect(misfit(move(2, 50), remove(7))).not.toBeNull()
  expect(state.get(place(2))?.xMm).toBe(2)
})

test('a crop goes when another piece takes the place, and a copy stands beside its piece', () => {
  const crop = { x: 0, y: 0, width: 0.5, height: 1 }
  const { state } = written([add(1, { crop })], [{ do: 'set', id: place(1), values: { pieceId: piece(2) } }])
  expect(state.get(place(1))?.crop).toBeUndefined()
  const same = written(
    [add(1, { crop })],
    [{ do: 'set', id: place(1), values: { pieceId: piece(1), xMm: 9 } }],
  )
  expect(same.state.get(place(1))?.crop).toEqual(crop)
  const copied = written([add(1)], [add(2, { pieceId: piece(1), repeats: true })])
  expect(copied.state.size).toBe(2)
})

test('two pieces can change places in one operation', () => {
  const { state } = written([add(1, { slot: 'r0c0' }), add(2, { slot: 'r0c1' })])
  const swapped = applyChanges(
    state,
    [
      { do: 'set', id: place(1), values: { slot: 'r0c1' } },
      { do: 'set', id: place(2), values: { slot: 'r0c0' } },
    ],
    2,
  )
  expect(swapped.fits).toBe(true)
})

test('an operation and its inverse give the composition before, revisions included', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 12 }), changes, (before, asked) => {
      const { state } = before.reduce(write, emptyLog)
      const applied = applyChanges(state, asked, 100)
      const after = applied.fits ? applied.state : state
      const back = applyChanges(after, applied.fits ? invert(state, asked) : [], 101)
      expect(back.fits && new Map(back.state)).toEqual(new Map(state))
    }),
  )
})

test('undoing everything, last first, gives the empty composition', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 20 }), (operations) => {
      const log = operations.reduce(write, emptyLog)
      const undone = log.rows.map(({ seq }) => seq).reduceRight<Log>((at, seq) => undo(at, seq), log)
      expect(undone.state.size).toBe(0)
    }),
  )
})

test('undo and redo, as often as one likes, lead to and fro', () => {
  fc.assert(
    fc.property(fc.array(changes, { minLength: 1, maxLength: 12 }), fc.nat(8), (operations, times) => {
      let log = operations.reduce(write, emptyLog)
      const steps = [log.state]
      let last = log.rows.length
      fc.pre(last > 0)
      for (let time = 0; time < times; time++) {
        const undone = undo(log, last)
        fc.pre(undone.rows.length > log.rows.length)
        expect(undone.left).toEqual([])
        log = undone
        last = log.rows.length
        steps.push(log.state)
        const twoAgo = steps.at(-3)
        if (twoAgo) expect(new Map(log.state)).toEqual(new Map(twoAgo))
      }
    }),
  )
})

test('an undo leaves what another has moved since, and says so', () => {
  const log = written([add(1), add(2)], [move(1, 10), move(2, 10)], [move(2, 20)])
  const undone = undo(log, 2)
  expect(undone.state.get(place(1))?.xMm).toBe(1)
  expect(undone.state.get(place(2))?.xMm).toBe(20)
  expect(undone.left).toEqual([place(2)])
})

test('my own undo does not stand in the way of the undo before it', () => {
  let log = written([add(1)], [move(1, 10)], [move(1, 20)])
  log = undo(log, 3)
  const undone = undo(log, 2)
  expect(undone.left).toEqual([])
  expect(undone.state.get(place(1))?.xMm).toBe(1)
})

test('what another moved between two of my moves is not lost by undoing both', () => {
  const mine = written([add(1)], [move(1, 10)], [move(1, 30)], [move(1, 40)])
  const back = undo(mine, 4)
  const further = undo(back, 2)
  expect(further.left).toEqual([place(1)])
  expect(further.state.get(place(1))?.xMm).toBe(30)
})

test('a removed piece comes back only if it stands nowhere else and may still be shown', () => {
  const removed = written([add(1)], [remove(1)])
  expect(undo(removed, 2).state.get(place(1))?.pieceId).toBe(piece(1))
  const elsewhere = write(removed, [add(2, { pieceId: piece(1) })])
  expect(undo(elsewhere, 2).left).toEqual([place(1)])
  const row = removed.rows[1]
  expect(row && undoChanges(removed.state, row, { mayPlace: () => false, mayCrop: () => true })).toEqual({
    changes: [],
    left: [place(1)],
  })
})

test('an undone swap is left whole when one half of it was filled since', () => {
  const log = written(
    [add(1, { slot: 'r0c0' }), add(2, { slot: 'r0c1' })],
    [
      { do: 'set', id: place(1), values: { slot: 'r0c1' } },
      { do: 'set', id: place(2), values: { slot: 'r0c0' } },
    ],
    [move(2, 40)],
  )
  expect(new Set(undo(log, 2).left)).toEqual(new Set([place(1), place(2)]))
})

/** One client of the log: what it has seen, and what it has done that the log has not heard yet. */
const steps = fc.array(
  fc.record({
    client: fc.constantFrom('a' as const, 'b' as const),
    act: fc.constantFrom('do' as const, 'do' as const, 'send' as const, 'listen' as const),
    changes,
    // Answers come late, doubled, out of order.
    shuffle: fc.array(fc.nat(5), { minLength: 40, maxLength: 40 }),
  }),
  { maxLength: 40 },
)

test('two clients end the same, whatever is late, doubled or mixed up on the way', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let log = emptyLog
      const operations: Operation[] = []
      const clients: Record<'a' | 'b', Replica> = {
        a: replicaOf(emptyComposition, 0),
        b: replicaOf(emptyComposition, 0),
      }
      const send = (client: 'a' | 'b') => {
        const [first] = clients[client].pending
        if (!first || operations.some((one) => one.clientOpId === first.clientOpId)) return
        const before = log
        log = write(log, first.changes)
        if (log === before) return
        operations.push({
          seq: log.rows.length,
          clientOpId: first.clientOpId,
          actor: null,
          kind: first.kind,
          changes: [...first.changes],
          undoes: null,
          at: '2026-01-01T00:00:00Z',
        })
      }
      all.forEach(({ client, act, changes: asked, shuffle }, index) => {
        const numbers = shuffle.values()
        const next = () => numbers.next().value ?? 0
        if (act === 'do')
          clients[client] = doLocally(clients[client], {
            clientOpId: `${client}${index}`,
            kind: 'move',
            changes: asked,
          }).replica
        else if (act === 'send') send(client)
        else {
          const heard = [...operations, ...operations].filter(() => next() > 1)
          const mixed = heard.map((one) => ({ one, key: next() })).sort((x, y) => x.key - y.key)
          clients[client] = takeIn(
            clients[client],
            mixed.map(({ one }) => one),
          ).replica
        }
      })
      for (const client of ['a', 'b'] as const)
        while (clients[client].pending.length > 0) {
          clients[client] = takeIn(clients[client], operations).replica
          send(client)
          clients[client] = takeIn(clients[client], operations).replica
        }
      for (const client of ['a', 'b'] as const) {
        const end = takeIn(clients[client], operations)
        expect(end.gap).toBe(false)
        expect(new Map(end.replica.state)).toEqual(new Map(log.state))
      }
    }),
  )
})

test('a gap in what was heard is noticed, and nothing after it is taken in', () => {
  const heard = takeIn(replicaOf(emptyComposition, 0), [
    anothers(1, 'place', [add(1)]),
    anothers(3, 'move', [move(1, 9)]),
  ])
  expect(heard.gap).toBe(true)
  expect(heard.replica.seq).toBe(1)
})

test('my move of a piece that another took out falls away; the rest of my move stays', () => {
  const { state } = written([add(1), add(2)])
  const mine = { clientOpId: 'mine', kind: 'move' as const, changes: [move(1, 30), move(2, 30)] }
  const ahead = doLocally(replicaOf(state, 1), mine).replica
  const theirs = anothers(2, 'remove', [remove(1)])
  const { replica, dropped } = takeIn(ahead, [theirs])
  expect(replica.state.get(place(2))?.xMm).toBe(30)
  expect(dropped).toEqual([])
  const alone = doLocally(replicaOf(state, 1), { ...mine, changes: [move(1, 30)] }).replica
  expect(takeIn(alone, [theirs]).dropped.map(({ because }) => because)).toEqual([[place(1)]])
})

test('a layout that is under way is never said to be lost: as much of it is shown as fits, until the log has made its own', () => {
  const { state } = written([add(1)])
  const mine = { clientOpId: 'mine', kind: 'layout' as const, changes: [move(1, 30), add(2)] }
  const ahead = doLocally(replicaOf(state, 1), mine).replica
  const theirs = anothers(2, 'place', [add(3, { pieceId: piece(2) })])
  const { replica, dropped } = takeIn(ahead, [theirs])
  expect(dropped).toEqual([])
  expect(replica.pending.map(({ clientOpId }) => clientOpId)).toEqual(['mine'])
  expect(inLayerOrder(replica.state).map(({ id, xMm }) => [id, xMm])).toEqual([
    [place(1), 30],
    [place(3), 3],
  ])
})

test('a layout moves what has a place, adds what has none, takes out the rest, and leaves what is locked', () => {
  const { state } = written([
    add(1),
    add(2, { locked: true, slot: 'r0c0' }),
    add(3),
    add(4, { pieceId: null }),
  ])
  const box = { xMm: 50, yMm: 50, widthMm: 5, heightMm: 5, rotationDeg: 0 }
  const arranged = [
    { pieceId: piece(1), box, slot: 'r0c0', layer: 0 },
    { pieceId: piece(2), box, slot: 'r0c1', layer: 1 },
    { pieceId: piece(5), box, slot: 'r0c2', layer: 2 },
  ]
  const asked = arrangementChanges(state, { arranged, keepsEmptyPlaces: false, newId: () => place(9) })
  const after = applyChanges(state, asked, 2)
  expect(after.fits && inLayerOrder(after.state).map(({ id, xMm, slot: named }) => [id, xMm, named])).toEqual(
    [
      [place(1), 50, null],
      [place(2), 2, 'r0c0'],
      [place(9), 50, 'r0c2'],
    ],
  )
  expect(locksOf(state, { widthMm: 1600, heightMm: 900 })).toEqual([
    { pieceId: piece(2), box: { xMm: 2, yMm: 2, widthMm: 10, heightMm: 10, rotationDeg: 0 } },
  ])
})
