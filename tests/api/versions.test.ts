/** Named versions: a name for a number of the log, how the work stood then, and the way back in one step. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  applyOperation,
  getComposition,
  type HandChange,
  type Placement,
} from '#core/contract/composition.ts'
import { PlacementId, VersionId, type ArtworkSlug, type PieceId } from '#core/contract/ids.ts'
import { decide } from '#core/contract/inbox.ts'
import { forgetVersion, getPast, listVersions, nameVersion } from '#core/contract/versions.ts'
import { emptyPlaces } from '#api/composition/operate.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator: anna } = staffedHouse()
let bent: TestCurator
let slug: ArtworkSlug
let artworkId: string
let pieces: PieceId[]

beforeAll(async () => {
  bent = await makeCurator(house)
})
beforeEach(async () => {
  const { artwork, houseCode, ...made } = await makeArtwork(anna)
  slug = made.slug
  artworkId = artwork.id
  pieces = await insertReadyPieces(house.deps, { artworkId, houseCode, count: 3 })
})

const values = (pieceId: PieceId | null, xMm: number) => ({
  xMm,
  yMm: 200,
  widthMm: 100,
  heightMm: 75,
  rotationDeg: 0,
  pieceId,
  slot: null,
  layer: 0,
  locked: false,
})
const ask = ({ call }: TestCurator, changes: HandChange[]) =>
  call(applyOperation, { params: { slug }, body: { kind: 'move', clientOpId: randomUUID(), changes } })
const restore = ({ call }: TestCurator, to: number, clientOpId: string = randomUUID()) =>
  call(applyOperation, { params: { slug }, body: { kind: 'restore', clientOpId, to } })
const undo = ({ call }: TestCurator, undoes: number) =>
  call(applyOperation, { params: { slug }, body: { kind: 'undo', clientOpId: randomUUID(), undoes } })
const standing = async () => (await anna.call(getComposition, { params: { slug } })).placements
const past = (seq: number) => anna.call(getPast, { params: { slug, seq } })
const name = ({ call }: TestCurator, id: string, words: string, seq: number, of = slug) =>
  call(nameVersion, { params: { slug: of, id }, body: { name: words, seq } })
const versions = async () =>
  (await anna.call(listVersions, { params: { slug } })).map(({ name: words, seq }) => [words, seq])

async function placeAll(): Promise<PlacementId[]> {
  const ids = pieces.map(() => PlacementId.parse(randomUUID()))
  for (const [index, id] of ids.entries())
    await ask(anna, [{ do: 'add', id, values: values(pieces[index] ?? null, index * 100) }])
  return ids
}

const withoutRevisions = (placements: readonly Placement[]) =>
  new Map(placements.map(({ id, revision: _revision, ...rest }) => [id, rest]))

/** As the card does it. */
const takeDown = (piece: PieceId | undefined) =>
  house.deps.db.transaction().execute(async (tx) => {
    await emptyPlaces(tx, artworkId, piece ?? '')
    await sql`update piece set visibility = 'hidden', hidden_at = now() where id = ${piece}`.execute(tx)
  })

test('a version is named, renamed and its name deleted; sent twice at once it is there once', async () => {
  await placeAll()
  const [first, second] = [randomUUID(), randomUUID()]
  await Promise.all([name(anna, first, 'Før påske', 2), name(anna, first, 'Før påske', 2)])
  await name(bent, second, '  Det hele\n', 3)
  expect(await versions()).toEqual([
    ['Det hele', 3],
    ['Før påske', 2],
  ])
  await name(bent, first, 'Midt i påsken', 2)
  await anna.call(forgetVersion, { params: { slug, id: VersionId.parse(second) } })
  await anna.call(forgetVersion, { params: { slug, id: VersionId.parse(second) } })
  expect(await versions()).toEqual([['Midt i påsken', 2]])
})

test('a name for what has not been yet, for another number or in another artwork is refused', async () => {
  await placeAll()
  const id = randomUUID()
  await expect(name(anna, id, 'I morgen', 4)).rejects.toMatchObject({ type: 'version-unknown' })
  await expect(name(anna, id, ' ', 1)).rejects.toMatchObject({ type: 'bad-request' })
  await expect(name(anna, id, 'x'.repeat(61), 1)).rejects.toMatchObject({ type: 'bad-request' })
  await name(anna, id, 'To', 2)
  await expect(name(anna, id, 'Tre', 3)).rejects.toMatchObject({ type: 'bad-request' })
  const elsewhere = await makeArtwork(anna)
  await expect(name(anna, id, 'Andetsteds', 0, elsewhere.slug)).rejects.toMatchObject({ type: 'bad-request' })
  await anna.call(forgetVersion, { params: { slug: elsewhere.slug, id: VersionId.parse(id) } })
  expect(await versions()).toEqual([['To', 2]])
  await expect(past(4)).rejects.toMatchObject({ type: 'version-unknown' })
  await expect(restore(anna, 4)).rejects.toMatchObject({ type: 'version-unknown' })
})

test('an earlier state is seen as it stood; going back to it is one operation, and one undo', async () => {
  const ids = await placeAll()
  const before = await standing()
  const [first, second] = ids
  if (!first || !second) throw new Error('three pieces were placed')
  await ask(bent, [
    { do: 'remove', id: first },
    { do: 'set', id: second, values: { xMm: 999, locked: true } },
  ])
  const changed = await standing()
  const seen = await past(3)
  expect(seen).toMatchObject({ seq: 3, gone: 0 })
  expect(new Set(seen.placements)).toEqual(new Set(before))
  expect((await past(0)).placements).toEqual([])

  const clientOpId = randomUUID()
  const [once, twice] = await Promise.all([restore(anna, 3, clientOpId), restore(anna, 3, clientOpId)])
  expect(once.operation).toEqual(twice.operation)
  expect(once.operation).toMatchObject({ seq: 5, kind: 'restore' })
  expect(withoutRevisions(await standing())).toEqual(withoutRevisions(before))
  await undo(anna, 5)
  expect(new Set(await standing())).toEqual(new Set(changed))
})

test('a piece that was taken down or left out since is neither told of nor brought back', async () => {
  const ids = await placeAll()
  await restore(anna, 0)
  await takeDown(pieces[0])
  await anna.call(decide, {
    params: { id: pieces[1] ?? '' },
    body: { decision: 'declined', reason: 'rules' },
  })
  const seen = await past(3)
  expect(seen.gone).toBe(2)
  expect(JSON.stringify(seen)).not.toContain(pieces[0])
  expect(JSON.stringify(seen)).not.toContain(pieces[1])
  await restore(anna, 3)
  expect(new Map((await standing()).map(({ id, pieceId }) => [id, pieceId]))).toEqual(
    new Map([
      [ids[0], null],
      [ids[1], null],
      [ids[2], pieces[2]],
    ]),
  )
})

test('a state far back in a long log is read a stretch at a time, and is right', async () => {
  const [id] = await placeAll()
  await sql`
    insert into composition_op (artwork_id, seq, actor, client_op_id, kind, payload, inverse)
    select ${artworkId}, number, (select id from staff limit 1), gen_random_uuid(), 'move',
      jsonb_build_array(jsonb_build_object('do', 'set', 'id', ${id}::text, 'values', jsonb_build_object('xMm', number))), '[]'
    from generate_series(4, 5000) as number`.execute(house.deps.db)
  await sql`update artwork set seq = 5000 where id = ${artworkId}`.execute(house.deps.db)
  const at = async (seq: number) => (await past(seq)).placements.find((one) => one.id === id)
  expect(await at(4321)).toMatchObject({ xMm: 4321, revision: 4321 })
  expect(await at(5000)).toMatchObject({ xMm: 5000, revision: 5000 })
  await restore(bent, 700)
  expect((await standing()).find((one) => one.id === id)).toMatchObject({ xMm: 700, revision: 5001 })
})
