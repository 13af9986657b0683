/**
 * Three curators over a net that loses, doubles and delays everything, while makers take pieces down and windows
 * crash: in the end all have the same composition, nothing was done twice, and no rule was broken on the way.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HandChange } from '#core/contract/composition.ts'
import type { ArtworkElement } from '#core/contract/elements.ts'
import { ArtworkSlug, GroupId, PieceId, PlacementId, StaffId } from '#core/contract/ids.ts'
import { restoreChanges } from '#core/composition/versions.ts'
import { Journal } from './journal.ts'
import { inARow } from '../testing/model-log.ts'
import { memoryOutbox, Net, type Fate } from '../testing/model-net.ts'
import { readBeginning } from './reading.ts'

const numbered = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const slug = ArtworkSlug.parse('vaerk')

const fate = fc.constantFrom<Fate>(
  'well',
  'well',
  'well',
  'lost',
  'answer lost',
  'doubled',
  'late',
  'answer late',
)

/** A curator at a browser, who may close the window and open it again. */
class Desk {
  readonly #net: Net
  readonly #me: StaffId
  readonly outbox = memoryOutbox()
  /** What no longer fitted or was refused, and was said so. */
  toldOf = 0
  journal: Journal
  #window = { isOpen: true }

  constructor(net: Net, number: number) {
    this.#net = net
    this.#me = StaffId.parse(numbered(900 + number))
    this.journal = this.#open({ composition: net.log.composition(), steps: [] })
  }

  #open(beginning: Awaited<ReturnType<typeof readBeginning>>): Journal {
    const nothing = () => undefined
    const listener = {
      changed: nothing,
      connected: nothing,
      reloaded: nothing,
      heard: nothing,
      left: nothing,
      dropped: (dropped: readonly unknown[]) => (this.toldOf += dropped.length),
      refused: () => (this.toldOf += 1),
      lockedOut: (_: unknown, idle: number) => (this.toldOf += idle),
    }
    const window = { isOpen: true }
    this.#window = window
    const carry = this.#net.fetchFor(this.#me)
    // Nobody waits at a window that is gone for what comes back.
    const fetch: typeof carry = async (...asked) => {
      try {
        return await carry(...asked)
      } finally {
        if (!window.isOpen) await new Promise(() => undefined)
      }
    }
    const journal = new Journal({ ...beginning, fetch, slug, me: this.#me, listener })
    void journal.remember(this.outbox)
    return journal
  }

  async crash(): Promise<void> {
    this.journal.close()
    this.#window.isOpen = false
    this.#net.fate = 'well'
    this.journal = this.#open(await readBeginning(this.#net.fetchFor(this.#me), slug))
  }

  async settle(): Promise<void> {
    await this.journal.flush()
    await this.#net.rest()
    await this.journal.catchUp()
    await this.#net.rest()
  }
}

const pieces = [1, 2, 3, 4, 5].map((number) => PieceId.parse(numbered(number)))
const piece = fc.constantFrom(...pieces)
const place = fc.integer({ min: 1, max: 6 }).map((number) => PlacementId.parse(numbered(number)))
const millimetres = fc.integer({ min: 0, max: 50 })
const crop = fc.constantFrom({ x: 0, y: 0, width: 0.5, height: 1 }, { x: 0.2, y: 0, width: 0.5, height: 0.5 })
const mount = fc.constantFrom({ matMm: 3, lineMm: 1 }, { matMm: 0, lineMm: 2 })
const group = fc.constantFrom(...[1, 2].map((number) => GroupId.parse(numbered(number))))
const element = fc.constantFrom<ArtworkElement>(
  { kind: 'words', text: 'Små skridt', paper: null },
  { kind: 'field', colour: '#ffd75e' },
)
const box = {
  xMm: millimetres,
  yMm: millimetres,
  widthMm: fc.integer({ min: 1, max: 9 }),
  heightMm: fc.integer({ min: 1, max: 9 }),
  rotationDeg: fc.constantFrom(0, 15),
  slot: fc.option(fc.constantFrom('a', 'b')),
  layer: fc.integer({ min: 0, max: 3 }),
  locked: fc.boolean(),
  groupId: fc.option(group),
}
const values = fc.oneof(
  fc.record({
    ...box,
    pieceId: fc.option(piece),
    crop: fc.option(crop),
    mount: fc.option(mount),
    repeats: fc.boolean(),
  }),
  fc.record({ ...box, pieceId: fc.constant(null), element }),
)
type Settings = Extract<HandChange, { do: 'set' }>['values']
const set = (settings: fc.Arbitrary<Settings>): fc.Arbitrary<HandChange> =>
  fc.record({ do: fc.constant('set' as const), id: place, values: settings })
const change: fc.Arbitrary<HandChange> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), id: place, values }),
  set(fc.record({ xMm: millimetres })),
  set(fc.record({ pieceId: fc.option(piece) })),
  set(fc.record({ locked: fc.boolean() })),
  set(fc.record({ crop: fc.option(crop) })),
  set(fc.record({ mount: fc.option(mount) })),
  set(fc.record({ groupId: fc.option(group) })),
  set(fc.record({ repeats: fc.boolean() })),
  set(fc.record({ element })),
  fc.record({ do: fc.constant('remove' as const), id: place }),
)

const acts = [
  ...(['do', 'do', 'do', 'lay out', 'undo', 'redo', 'send', 'hear', 'hear', 'arrive', 'crash'] as const),
  'go back',
] as const
const stepsOf = (...more: 'take down'[]) =>
  fc.array(
    fc.record({
      desk: fc.nat(2),
      act: fc.constantFrom(...acts, ...more),
      fate,
      kind: fc.constantFrom('move', 'move', 'lock', 'crop', 'mount', 'group'),
      changes: fc.array(change, { minLength: 1, maxLength: 3 }),
      piece,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 40 },
  )
type Steps = ReturnType<typeof stepsOf> extends fc.Arbitrary<infer Value> ? Value : never

async function walk(steps: Steps): Promise<{ net: Net; desks: Desk[] }> {
  const net = new Net(pieces)
  const desks = [0, 1, 2].map((number) => new Desk(net, number))
  for (const step of steps) {
    const desk = desks[step.desk]
    if (!desk) continue
    net.fate = step.fate
    if (step.act === 'do') desk.journal.do(step.kind, step.changes)
    else if (step.act === 'lay out') {
      const seed = Math.round(step.share * 9)
      const expected = inARow(desk.journal.state, { pieces: net.log.standable(), seed })
      desk.journal.layOut({ layout: 'in a row', options: {}, seed }, expected)
    } else if (step.act === 'undo') desk.journal.undo()
    else if (step.act === 'redo') desk.journal.redo()
    else if (step.act === 'send') void desk.journal.flush()
    else if (step.act === 'hear') desk.journal.hear(Math.round(net.log.seq * step.share))
    else if (step.act === 'arrive') net.arrive()
    else if (step.act === 'go back') {
      const to = Math.floor(net.log.seq * step.share)
      desk.journal.restore(to, restoreChanges(desk.journal.state, net.log.past(to)))
    } else if (step.act === 'crash') await desk.crash()
    else net.log.takeDown(step.piece)
    await net.rest()
  }
  net.fate = 'well'
  // Twice: what the first one sends late, the others must hear too.
  for (let round = 0; round < 2; round++) {
    net.arrive()
    await net.rest()
    for (const desk of desks) await desk.settle()
  }
  for (const desk of desks) desk.journal.close()
  return { net, desks }
}

test('whatever is lost, doubled or late, all end with the same composition, and no rule is broken', async () => {
  await fc.assert(
    fc.asyncProperty(stepsOf('take down'), async (steps) => {
      const { net, desks } = await walk(steps)
      expect(net.log.broken).toEqual([])
      for (const { journal, outbox } of desks) {
        expect(journal.unsentCount).toBe(0)
        expect(outbox.rows).toEqual([])
        expect(new Map(journal.state)).toEqual(new Map(net.log.state))
      }
      const ids = net.log.operations.map(({ clientOpId }) => clientOpId)
      expect(new Set(ids).size).toBe(ids.length)
    }),
    { numRuns: 100 },
  )
}, 120_000)

test('nothing that a hand did disappears without a word: it is in the log, or it was said', async () => {
  await fc.assert(
    fc.asyncProperty(stepsOf(), async (all) => {
      const steps = all.filter(({ act }) => act !== 'undo' && act !== 'redo' && act !== 'go back')
      const { net, desks } = await walk(steps)
      const done = steps.filter(({ act }) => act === 'do' || act === 'lay out').length
      const told = desks.reduce((sum, { toldOf }) => sum + toldOf, 0)
      expect(net.log.seq + told).toBe(done)
    }),
    { numRuns: 100 },
  )
}, 120_000)

test('taking back all that three curators did, undone things too, gives the empty composition', async () => {
  await fc.assert(
    fc.asyncProperty(stepsOf(), async (steps) => {
      const { net } = await walk(steps)
      for (let seq = net.log.seq; seq > 0; seq--)
        net.log.ask(StaffId.parse(numbered(900)), {
          kind: 'undo',
          clientOpId: numbered(5000 + seq),
          undoes: seq,
        })
      expect(net.log.state.size).toBe(0)
    }),
    { numRuns: 100 },
  )
}, 120_000)

test('a curator who takes back all of it, step by step and after a crash, ends with the empty composition', async () => {
  await fc.assert(
    fc.asyncProperty(stepsOf(), async (steps) => {
      const { net, desks } = await walk(steps.map((step) => ({ ...step, desk: 0 })))
      const [desk] = desks
      await desk?.crash()
      for (let left = steps.length; left > 0 && desk && desk.journal.history.undoable.length > 0; left--) {
        desk.journal.undo()
        await desk.settle()
      }
      expect(desk?.journal.history.undoable).toEqual([])
      expect([desk?.journal.state.size, net.log.state.size]).toEqual([0, 0])
      desk?.journal.close()
    }),
    { numRuns: 100 },
  )
}, 120_000)
