/** The log under many hands: read in stretches, however much was missed, and the same for all who read it. */
import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { emptyPlaces } from '#api/composition/operate.ts'
import { compositionOf, type CompositionState } from '#core/composition/state.ts'
import { applyChanges } from '#core/composition/apply.ts'
import {
  applyOperation,
  getComposition,
  listOperations,
  type HandChange,
  type Operation,
} from '#core/contract/composition.ts'
import { listOwnSteps } from '#core/contract/own-steps.ts'
import { Problem } from '#core/contract/problems.ts'
import { getMe } from '#core/contract/staff.ts'
import { PlacementId, type ArtworkSlug, type PieceId } from '#core/contract/ids.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

// Hundreds of requests take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

const { house, curator: anna } = staffedHouse()
let bent: TestCurator
let cara: TestCurator
let slug: ArtworkSlug
let artworkId: string
let pieces: PieceId[]

beforeAll(async () => {
  bent = await makeCurator(house)
  cara = await makeCurator(house)
})

beforeEach(async () => {
  const { artwork, houseCode, ...made } = await makeArtwork(anna)
  slug = made.slug
  artworkId = artwork.id
  pieces = await insertReadyPieces(house.deps, { artworkId, houseCode, count: 5 })
})

const values = (pieceId: PieceId | null, slot: string | null = null) => ({
  xMm: 300,
  yMm: 200,
  widthMm: 100,
  heightMm: 75,
  rotationDeg: 0,
  pieceId,
  slot,
  layer: 0,
  locked: false,
})
const ask = ({ call }: TestCurator, changes: HandChange[], clientOpId: string = randomUUID()) =>
  call(applyOperation, { params: { slug }, body: { kind: 'move', clientOpId, changes } })

/** Rows as these curators, by turns, would have written them over a year. */
async function writeRows(count: number, payload: string, ...curators: TestCurator[]): Promise<void> {
  const staff = await Promise.all(curators.map(async ({ call }) => (await call(getMe, {})).id))
  await sql`
    insert into composition_op (artwork_id, seq, actor, client_op_id, kind, payload, inverse)
    select ${artworkId}, number, (${staff}::uuid[])[number % ${staff.length}::int + 1], gen_random_uuid(), 'move',
      ${payload}::jsonb, '[]'
    from generate_series(1, ${count}::int) as number`.execute(house.deps.db)
  await sql`update artwork set seq = ${count} where id = ${artworkId}`.execute(house.deps.db)
}

test('five thousand missed operations come in stretches, each once and in order', async () => {
  await writeRows(5000, '[]', bent)
  const seqs: number[] = []
  let longest = 0
  for (;;) {
    const { operations, seq } = await anna.call(listOperations, {
      params: { slug },
      query: { after: seqs.at(-1) ?? 0 },
    })
    expect(seq).toBe(5000)
    longest = Math.max(longest, operations.length)
    if (operations.length === 0) break
    seqs.push(...operations.map((operation) => operation.seq))
  }
  expect(longest).toBeLessThanOrEqual(200)
  expect(seqs).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1))
})

test('a stretch is short where its operations are large, and is never empty before the end', async () => {
  const changes = Array.from({ length: 20_000 }, () => ({ do: 'set', id: randomUUID(), values: { xMm: 1 } }))
  await writeRows(5, JSON.stringify(changes), bent)
  const first = await anna.call(listOperations, { params: { slug }, query: { after: 0 } })
  expect(first.operations.length).toBeGreaterThan(0)
  expect(first.operations.length).toBeLessThan(5)
  const rest = await anna.call(listOperations, { params: { slug }, query: { after: 4 } })
  expect(rest.operations.map(({ seq }) => seq)).toEqual([5])
})

test('two hundred steps of mine are told after a reload, however much the others did in between', async () => {
  await writeRows(900, '[]', anna, bent, cara)
  const steps = await anna.call(listOwnSteps, { params: { slug } })
  expect(steps.map(({ seq }) => seq)).toEqual(Array.from({ length: 300 }, (_, index) => 3 * (index + 1)))
  expect(steps.every(({ undoes, isEmpty }) => undoes === null && !isEmpty)).toBe(true)
})

test('an undo whose answer was lost names again what it left alone', async () => {
  const id = PlacementId.parse(randomUUID())
  await ask(anna, [{ do: 'add', id, values: values(null) }])
  const { operation } = await ask(anna, [{ do: 'set', id, values: { xMm: 500 } }])
  await ask(bent, [{ do: 'set', id, values: { xMm: 700 } }])
  const body = { kind: 'undo' as const, clientOpId: randomUUID(), undoes: operation.seq }
  const [first, again] = [
    await anna.call(applyOperation, { params: { slug }, body }),
    await anna.call(applyOperation, { params: { slug }, body }),
  ]
  expect(first.left).toEqual([id])
  expect(again).toEqual(first)
  const steps = await anna.call(listOwnSteps, { params: { slug } })
  expect(steps.at(-1)).toMatchObject({ undoes: operation.seq, isEmpty: true })
})

async function wholeLog(): Promise<Operation[]> {
  const log: Operation[] = []
  for (;;) {
    const query = { after: log.at(-1)?.seq ?? 0 }
    const { operations } = await bent.call(listOperations, { params: { slug }, query })
    if (operations.length === 0) return log
    log.push(...operations)
  }
}

const replayed = (log: readonly Operation[]) =>
  log.reduce<CompositionState>((state, { changes, seq }) => {
    const applied = applyChanges(state, changes, seq)
    if (!applied.fits) throw new Error(`operation ${seq} does not fit`)
    return applied.state
  }, new Map())

test('three curators at once, requests doubled and pieces taken down meanwhile: the log explains the state, and no rule is broken', async () => {
  const places = Array.from({ length: 4 }, () => PlacementId.parse(randomUUID()))
  const at = fc.nat(3)
  const act = fc.record({
    who: fc.constantFrom(anna, bent, cara),
    what: fc.constantFrom('add', 'set', 'fill', 'remove', 'undo', 'undo', 'down', 'up'),
    place: at,
    piece: fc.nat(4),
    slot: fc.option(fc.constantFrom('a', 'b')),
    doubled: fc.boolean(),
    undoes: fc.integer({ min: 1, max: 30 }),
  })
  type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

  const changeOf = ({ what, place, piece, slot, undoes }: Act): HandChange => {
    const id = places[place] ?? PlacementId.parse(randomUUID())
    const pieceId = pieces[piece] ?? null
    if (what === 'add') return { do: 'add', id, values: values(pieceId, slot) }
    if (what === 'fill') return { do: 'set', id, values: { pieceId, slot } }
    if (what === 'remove') return { do: 'remove', id }
    return { do: 'set', id, values: { xMm: undoes } }
  }
  const visibility = (piece: number, word: 'hidden' | 'up') =>
    house.deps.db.transaction().execute(async (tx) => {
      const id = pieces[piece] ?? ''
      if (word === 'hidden') await emptyPlaces(tx, artworkId, id)
      await sql`update piece set visibility = ${word}, hidden_at = ${word === 'hidden' ? sql`now()` : null}
        where id = ${id} and visibility <> ${word}`.execute(tx)
    })
  const expected = new Set(['already-placed', 'not-placeable', 'bad-request', 'operation-unknown'])
  const doIt = async (one: Act): Promise<void> => {
    if (one.what === 'down') return visibility(one.piece, 'hidden')
    if (one.what === 'up') return visibility(one.piece, 'up')
    const clientOpId = randomUUID()
    const send = () =>
      one.what === 'undo'
        ? one.who.call(applyOperation, {
            params: { slug },
            body: { kind: 'undo', clientOpId, undoes: one.undoes },
          })
        : ask(one.who, [changeOf(one)], clientOpId)
    await Promise.all((one.doubled ? [send(), send()] : [send()]).map((answer) => answer.catch(refusal)))
  }
  const refusal = (cause: unknown) => {
    if (cause instanceof Problem && expected.has(cause.type)) return
    throw cause
  }

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { maxLength: 6 }),
      async (rounds) => {
        for (const atOnce of rounds) await Promise.all(atOnce.map(doIt))
        const log = await wholeLog()
        const { placements, seq } = await anna.call(getComposition, { params: { slug } })
        expect(log.map((operation) => operation.seq)).toEqual(
          Array.from({ length: seq }, (_, index) => index + 1),
        )
        expect(new Map(replayed(log))).toEqual(new Map(compositionOf(placements)))
        const standing = placements.flatMap(({ pieceId }) => pieceId ?? [])
        expect(new Set(standing).size).toBe(standing.length)
        const { rows } = await sql<{ id: string }>`
        select id from piece where artwork_id = ${artworkId} and not placeable`.execute(house.deps.db)
        expect(rows.filter(({ id }) => standing.some((one) => one === id))).toEqual([])
      },
    ),
    { numRuns: 12 },
  )
})
