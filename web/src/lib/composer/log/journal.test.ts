import { expect, test, vi } from 'vitest'
import type { HandChange } from '#core/contract/composition.ts'
import { ArtworkSlug, PlacementId, StaffId } from '#core/contract/ids.ts'
import { Journal } from './journal.ts'
import { memoryOutbox, Net } from '../testing/model-net.ts'
import { newId } from './new-id.ts'
import { readBeginning } from './reading.ts'

// Hundreds of steps over the net, on a machine that others want too.
vi.setConfig({ testTimeout: 60_000 })

const slug = ArtworkSlug.parse('vaerk')
const me = StaffId.parse('01890000-0000-7000-8000-000000000001')
const anna = StaffId.parse('01890000-0000-7000-8000-000000000002')
const place = PlacementId.parse('01890000-0000-7000-8000-000000000003')

const adding: HandChange = {
  do: 'add',
  id: place,
  values: {
    xMm: 0,
    yMm: 0,
    widthMm: 10,
    heightMm: 10,
    rotationDeg: 0,
    pieceId: null,
    slot: null,
    layer: 0,
    locked: false,
  },
}
const moving = (xMm: number): HandChange => ({ do: 'set', id: place, values: { xMm } })
const asked = (change: HandChange) => ({ kind: 'move' as const, clientOpId: newId(), changes: [change] })

async function open(net: Net, said: string[] = []): Promise<Journal> {
  const fetch = net.fetchFor(me)
  const nothing = () => undefined
  return new Journal({
    ...(await readBeginning(fetch, slug)),
    fetch,
    slug,
    me,
    listener: {
      changed: nothing,
      connected: nothing,
      reloaded: () => said.push('reloaded'),
      heard: nothing,
      dropped: () => said.push('dropped'),
      refused: () => said.push('refused'),
      lockedOut: ({ length }) => said.push(`locked ${length}`),
      left: (placements, undone) => said.push(`left ${placements.length}, undone ${undone}`),
    },
  })
}

test('who missed a little reads the log on; who is far behind reads the composition instead', async () => {
  const net = new Net()
  const said: string[] = []
  net.log.ask(anna, asked(adding))
  const journal = await open(net, said)
  for (let step = 1; step <= 5; step++) net.log.ask(anna, asked(moving(step)))
  journal.hear(net.log.seq)
  await net.rest()
  expect(journal.state.get(place)?.xMm).toBe(5)
  expect(said).toEqual([])

  for (let step = 1; step <= 1200; step++) net.log.ask(anna, asked(moving(step)))
  net.asked.length = 0
  journal.hear(net.log.seq)
  await net.rest()
  expect(new Map(journal.state)).toEqual(new Map(net.log.state))
  expect(net.asked).toEqual([
    '/api/curator/artworks/vaerk/operations',
    '/api/curator/artworks/vaerk/composition',
    '/api/curator/artworks/vaerk/operations/mine',
  ])
  expect(said).toEqual(['reloaded'])
})

test('many pieces that come at once are read twice at most, and a late answer does not overwrite a newer one', async () => {
  const net = new Net()
  const said: string[] = []
  net.log.ask(anna, asked(adding))
  const journal = await open(net, said)
  net.asked.length = 0
  for (let piece = 0; piece < 200; piece++) void journal.renewPieces()
  await net.rest()
  expect(net.asked).toHaveLength(2)
  expect(said).toEqual(['reloaded', 'reloaded'])

  net.fate = 'answer late'
  void journal.renewPieces()
  await net.rest()
  net.fate = 'well'
  for (let step = 1; step <= 1200; step++) net.log.ask(anna, asked(moving(step)))
  journal.hear(net.log.seq)
  await net.rest()
  expect(said).toHaveLength(3)
  net.arrive()
  await net.rest()
  expect(said).toHaveLength(3)
})

test('what the log had before one fell far behind is neither done again nor said to be lost', async () => {
  const net = new Net()
  const said: string[] = []
  const journal = await open(net, said)
  const outbox = memoryOutbox()
  await journal.remember(outbox)
  net.fate = 'answer lost'
  journal.do('place', [adding])
  await net.rest()
  journal.close()
  for (let step = 1; step <= 1200; step++) net.log.ask(anna, asked(moving(step)))
  net.fate = 'well'
  journal.hear(net.log.seq)
  await net.rest()
  expect(new Map(journal.state)).toEqual(new Map(net.log.state))
  expect(said).toEqual(['reloaded'])
  expect(outbox.rows).toEqual([])
  expect(journal.history.undoable).toHaveLength(1)
  expect(net.log.operations.filter(({ actor }) => actor === me)).toHaveLength(1)
})

test('what a colleague has locked meanwhile is left alone and said, and the rest is done, here and in the log', async () => {
  const net = new Net()
  const said: string[] = []
  const journal = await open(net, said)
  const other = PlacementId.parse('01890000-0000-7000-8000-000000000004')
  journal.do('place', [adding, { ...adding, id: other }])
  await net.rest()
  net.log.ask(anna, { ...asked({ do: 'set', id: place, values: { locked: true } }), kind: 'lock' })
  journal.do('move', [moving(7), { do: 'set', id: other, values: { xMm: 7 } }])
  await net.rest()
  expect(said).toEqual(['locked 1'])
  expect([place, other].map((id) => net.log.state.get(id)?.xMm)).toEqual([0, 7])
  expect(new Map(journal.state)).toEqual(new Map(net.log.state))
  journal.do('remove', [{ do: 'remove', id: place }])
  await net.rest()
  expect(said).toEqual(['locked 1', 'locked 1'])
  expect(journal.unsentCount).toBe(0)
  expect(net.log.state.has(place)).toBe(true)
})

test('two hundred and fifty steps are undone and done again, with a reload in between', async () => {
  const net = new Net()
  let journal = await open(net)
  journal.do('place', [adding])
  for (let step = 1; step < 250; step++) {
    journal.do('move', [moving(step)])
    await net.rest()
  }
  journal = await open(net)
  for (let step = 0; step < 250; step++) {
    journal.undo()
    await net.rest()
  }
  expect(journal.state.size).toBe(0)
  expect(journal.history.undoable).toEqual([])
  journal = await open(net)
  for (let step = 0; step < 250; step++) {
    journal.redo()
    await net.rest()
  }
  expect(journal.state.get(place)?.xMm).toBe(249)
  expect(net.log.state.get(place)?.xMm).toBe(249)
})

test('what a colleague has moved since is left alone, and said', async () => {
  const net = new Net()
  const said: string[] = []
  const journal = await open(net, said)
  journal.do('place', [adding])
  journal.do('move', [moving(5)])
  await net.rest()
  net.log.ask(anna, asked(moving(9)))
  journal.undo()
  await net.rest()
  expect(said).toEqual(['left 1, undone 0'])
  expect(journal.state.get(place)?.xMm).toBe(9)
  expect(journal.history.redoable).toEqual([])
})
