/** The operation log: in order, once, undone only where nobody has touched it since. */
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  applyOperation,
  getComposition,
  listOperations,
  type HandChange,
  type HandKind,
  type OperationRequest,
  type Placement,
} from '#core/contract/composition.ts'
import { PlacementId, type ArtworkSlug } from '#core/contract/ids.ts'
import { decide } from '#core/contract/inbox.ts'
import { approve } from '#tests/support/hang.ts'
import { sendPiece, untilPrepared, type SentPiece } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator: anna } = staffedHouse()
let bent: TestCurator
let slug: ArtworkSlug
let pieces: SentPiece[]

beforeAll(async () => {
  bent = await makeCurator(house)
})

beforeEach(async () => {
  const { place, ...made } = await makeArtwork(anna)
  slug = made.slug
  pieces = await Promise.all(
    ['sol', 'båd', 'krus'].map((content) => sendPiece(house.origin, { ...place, kind: 'text', content })),
  )
  for (const piece of pieces) {
    await untilPrepared(house.origin, piece)
    await approve(anna, piece.id)
  }
})

const box = { xMm: 300, yMm: 200, widthMm: 100, heightMm: 75, rotationDeg: 0 }
const values = (pieceId: string, more: Partial<Placement> = {}) => ({
  ...box,
  pieceId,
  slot: null,
  layer: 0,
  locked: false,
  ...more,
})

type Request = z.input<typeof OperationRequest>

const operate = (curator: TestCurator, request: Request) =>
  curator.call(applyOperation, { params: { slug }, body: request })

/** A request with an id of its own. */
const hand = (changes: z.input<typeof HandChange>[], kind: HandKind = 'move'): Request => ({
  kind,
  clientOpId: randomUUID(),
  changes,
})
const undo = (undoes: number): Request => ({ kind: 'undo', clientOpId: randomUUID(), undoes })

const placements = async () => (await anna.call(getComposition, { params: { slug } })).placements

async function place(curator: TestCurator, index: number, more: Partial<Placement> = {}) {
  const id = PlacementId.parse(randomUUID())
  const change = { do: 'add' as const, id, values: values(pieces[index]?.id ?? '', more) }
  const { operation } = await operate(curator, hand([change], 'place'))
  return { id, seq: operation.seq }
}

test('the same operation sent three times, twice at once, is done once and answered alike', async () => {
  const request = hand([{ do: 'add', id: randomUUID(), values: values(pieces[0]?.id ?? '') }], 'place')
  const answers = await Promise.all([operate(anna, request), operate(anna, request)])
  answers.push(await operate(anna, request))
  expect(new Set(answers.map(({ operation }) => operation.seq))).toEqual(new Set([1]))
  expect(await placements()).toHaveLength(1)
})

test('many curators at once leave a log without gaps that explains the state', async () => {
  const { id } = await place(anna, 0)
  await Promise.all(
    Array.from({ length: 20 }, (_, step) =>
      operate(step % 2 ? anna : bent, hand([{ do: 'set', id, values: { xMm: step } }])),
    ),
  )
  const { operations: log } = await anna.call(listOperations, { params: { slug }, query: { after: 0 } })
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
  const [last] = log.at(-1)?.changes ?? []
  const [now] = await placements()
  expect(last).toMatchObject({ do: 'set', id, values: { xMm: now?.xMm } })
  expect(now?.revision).toBe(21)
})

test('what is locked no hand moves, fills or takes out, until it is unlocked; all else of the house’s goes on', async () => {
  const { id } = await place(anna, 0, { locked: true })
  const other = await place(anna, 1)
  const set = (values: Partial<Placement>) => ({ do: 'set' as const, id, values })
  const refused = { type: 'place-locked', issues: [{ path: id, message: 'locked' }] }
  await expect(operate(bent, hand([set({ xMm: 900 })]))).rejects.toMatchObject(refused)
  await expect(operate(bent, hand([set({ pieceId: null })], 'place'))).rejects.toMatchObject(refused)
  await expect(operate(bent, hand([{ do: 'remove', id }], 'remove'))).rejects.toMatchObject(refused)
  const both = hand([{ do: 'set', id: other.id, values: { xMm: 900 } }, set({ xMm: 900 })])
  await expect(operate(bent, both)).rejects.toMatchObject(refused)
  expect((await placements()).map(({ xMm }) => xMm)).toEqual([300, 300])

  await operate(bent, { kind: 'layout', clientOpId: randomUUID(), layout: 'grid', options: {}, seed: 1 })
  expect((await placements()).find((one) => one.id === id)).toMatchObject(box)
  await fetch(`${house.origin}/api/card/hide`, { method: 'POST', headers: { ...pieces[0]?.headers } })
  expect((await placements()).find((one) => one.id === id)).toMatchObject({ pieceId: null, locked: true })
  await operate(bent, hand([set({ locked: false })], 'lock'))
  await operate(bent, hand([set({ xMm: 900 })]))
  expect((await placements()).find((one) => one.id === id)?.xMm).toBe(900)
})

test('a piece that was not taken in cannot be placed, nor one that stands already, nor two in a slot', async () => {
  const third = pieces[2]
  await anna.call(decide, {
    params: { id: third?.id ?? '' },
    body: { decision: 'declined', reason: 'rules' },
  })
  await expect(place(anna, 2)).rejects.toMatchObject({ type: 'not-placeable' })
  await place(anna, 0, { slot: 'r0c0' })
  await expect(place(anna, 0)).rejects.toMatchObject({ type: 'already-placed' })
  await expect(place(anna, 1, { slot: 'r0c0' })).rejects.toMatchObject({ type: 'already-placed' })
  expect(await placements()).toHaveLength(1)
})

test('two pieces change places in one operation', async () => {
  const [first, second] = [await place(anna, 0, { slot: 'a' }), await place(anna, 1, { slot: 'b' })]
  const changes = [
    { do: 'set' as const, id: first.id, values: { slot: 'b' } },
    { do: 'set' as const, id: second.id, values: { slot: 'a' } },
  ]
  await operate(anna, hand(changes))
  expect(new Map((await placements()).map(({ id, slot }) => [id, slot]))).toEqual(
    new Map([
      [first.id, 'b'],
      [second.id, 'a'],
    ]),
  )
})

test('undo takes back what is still mine, and leaves and names what a colleague has moved since', async () => {
  const [first, second] = [await place(anna, 0), await place(anna, 1)]
  const { operation } = await operate(
    anna,
    hand([
      { do: 'set', id: first.id, values: { xMm: 500 } },
      { do: 'set', id: second.id, values: { xMm: 500 } },
    ]),
  )
  await operate(bent, hand([{ do: 'set', id: second.id, values: { xMm: 700 } }]))
  const { left } = await operate(anna, undo(operation.seq))
  expect(left).toEqual([second.id])
  const at = new Map((await placements()).map(({ id, xMm }) => [id, xMm]))
  expect(at.get(first.id)).toBe(300)
  expect(at.get(second.id)).toBe(700)
})

test('undo of everything gives the empty composition, and undo of that gives it back', async () => {
  const done = [await place(anna, 0), await place(anna, 1), await place(anna, 2)]
  const before = await placements()
  const undone = []
  for (const { seq } of done.toReversed()) undone.push((await operate(anna, undo(seq))).operation.seq)
  expect(await placements()).toEqual([])
  for (const seq of undone.toReversed()) await operate(anna, undo(seq))
  const withoutRevision = (all: readonly Placement[]) => all.map(({ revision: _revision, ...rest }) => rest)
  expect(withoutRevision(await placements())).toEqual(withoutRevision(before))
})

test('a layout is one operation and one undo, and leaves locked places alone', async () => {
  const locked = await place(anna, 0, { locked: true })
  const layout: Request = { kind: 'layout', clientOpId: randomUUID(), layout: 'grid', options: {}, seed: 1 }
  const { operation } = await operate(anna, layout)
  const after = await placements()
  expect(after.map(({ pieceId }) => pieceId).sort()).toEqual(pieces.map(({ id }) => id).sort())
  expect(after.find(({ id }) => id === locked.id)).toMatchObject({ xMm: 300, yMm: 200 })
  await operate(anna, undo(operation.seq))
  expect((await placements()).map(({ id }) => id)).toEqual([locked.id])
})

test('a layout that does not exist, options that do not fit, and an undo of nothing are refused', async () => {
  const layout = { kind: 'layout' as const, clientOpId: randomUUID(), layout: 'grid', options: {}, seed: 1 }
  await expect(operate(anna, { ...layout, layout: 'spiral' })).rejects.toMatchObject({
    type: 'layout-unknown',
  })
  await expect(operate(anna, { ...layout, options: { columns: -1 } })).rejects.toMatchObject({
    type: 'bad-request',
  })
  await expect(operate(anna, undo(99))).rejects.toMatchObject({ type: 'operation-unknown' })
})

test('a piece that is left out after all leaves an empty place, and no undo brings it back', async () => {
  const { seq } = await place(anna, 0)
  const { operation: removal } = await operate(
    anna,
    hand([{ do: 'remove', id: (await placements())[0]?.id ?? '' }], 'remove'),
  )
  await operate(anna, undo(removal.seq))
  await anna.call(decide, {
    params: { id: pieces[0]?.id ?? '' },
    body: { decision: 'declined', reason: 'rules' },
  })
  expect((await placements()).map(({ pieceId }) => pieceId)).toEqual([null])
  await operate(anna, undo(removal.seq))
  await operate(anna, undo(seq))
  expect((await placements()).filter(({ pieceId }) => pieceId !== null)).toEqual([])
})
