/** Content that comes in parts: asked for, added to where it goes on, and at the end one piece and no part. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deletePiece } from '#core/contract/cards.ts'
import { ArtworkSlug, PieceId, Sha256 } from '#core/contract/ids.ts'
import { appendPart, PieceSubmission } from '#core/contract/pieces.ts'
import { partMaxBytes } from '#core/contract/sending.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Db, Tx } from '#api/database/connect.ts'
import { sweep } from '#api/jobs/sweep.ts'
import { receivePiece } from '#api/pieces/receive.ts'
import { StoreFull, type Store } from '#storage/store.ts'
import { callerOf } from '#tests/support/call.ts'
import { storedKeys } from '#tests/support/house.ts'
import { sendPiece, until, untilPrepared, yesTo, type Piece } from '#tests/support/maker.ts'
import { fixture } from '#tests/support/pictures.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const limitBytes = 1_500_000

let isFull = false
const filling = (store: Store): Store => ({
  ...store,
  write: async (key, source) => {
    if (isFull) throw new StoreFull(new Error('ENOSPC'))
    return store.write(key, source)
  },
})

const { house, curator } = staffedHouse({ UPLOAD_MAX_BYTES: String(limitBytes) }, { breaking: filling })
let place: { slug: string; house: string }
/** A picture of three parts and a bit. */
let photo: Buffer
let id: string

beforeAll(async () => {
  ;({ place } = await makeArtwork(curator))
  const fig = await fixture('fig.jpg')
  photo = Buffer.concat([fig, randomBytes(3 * partMaxBytes + 1234 - fig.length)])
})
beforeEach(() => {
  id = randomUUID()
  isFull = false
})

const append = (offset: number, bytes: Uint8Array, slug = place.slug) =>
  callerOf(house.origin)(appendPart, {
    params: { slug: ArtworkSlug.parse(slug), id: PieceId.parse(id) },
    headers: { 'upload-offset': String(offset) },
    content: new Blob([Buffer.from(bytes)]),
  })

const partAt = (offset: number) => photo.subarray(offset, offset + partMaxBytes)

const submit = (more: Partial<Piece> = {}) =>
  sendPiece(house.origin, { ...place, content: photo, id, inParts: true, ...more })

function problemIn(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}

const missingFrom = (expectedOffset: number): Partial<Problem> => ({
  type: 'content-incomplete',
  expectedOffset,
})

async function appendAll(): Promise<void> {
  for (let offset = 0; offset < photo.length; offset += partMaxBytes) await append(offset, partAt(offset))
}

const rows = async () => (await sql`select from piece where id = ${id}`.execute(house.deps.db)).rows.length

test('asked first it says what is missing, and at the end it answers as for a piece sent whole', async () => {
  await expect(submit()).rejects.toMatchObject(missingFrom(0))
  for (let offset = 0; offset < photo.length; offset += partMaxBytes) {
    await expect(submit()).rejects.toMatchObject(missingFrom(offset))
    expect(await append(offset, partAt(offset))).toEqual({
      offset: Math.min(offset + partMaxBytes, photo.length),
    })
  }
  const sent = await submit()
  expect(sent.sha256).toBe(createHash('sha256').update(photo).digest('hex'))
  expect(await storedKeys(house, 'parts')).toEqual([])
  expect((await untilPrepared(house.origin, sent)).preparation).toBe('ready')
  // The answer was lost: nothing has to be sent again to hear it.
  expect((await submit()).sha256).toBe(sent.sha256)
  expect(await rows()).toBe(1)
})

test('a part that does not go on where the last one ended is told where it goes on, and changes nothing', async () => {
  await append(0, partAt(0))
  for (const offset of [0, 1, 2 * partMaxBytes])
    await expect(append(offset, partAt(offset))).rejects.toMatchObject(missingFrom(partMaxBytes))
  const response = await fetch(`${house.origin}/api/artworks/${place.slug}/pieces/${id}/content`, {
    method: 'PATCH',
    headers: { 'upload-offset': '7', 'content-type': 'application/partial-upload' },
    body: 'x',
  })
  expect(response.status).toBe(409)
  expect(response.headers.get('upload-offset')).toBe(String(partMaxBytes))
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject({ 'expected-offset': partMaxBytes })
  expect(await storedKeys(house, 'parts')).toEqual([`parts/${id}/0`])
  await house.deps.storage.removeAll('parts')
})

test('parts of any size make the piece, a text as well', async () => {
  const content = 'En dag af gangen, og så en til.'
  const piece = { kind: 'text' as const, content }
  await append(0, Buffer.from(content.slice(0, 3)))
  await append(3, Buffer.from(content.slice(3, 20)))
  await expect(submit(piece)).rejects.toMatchObject(missingFrom(20))
  await append(20, Buffer.from(content).subarray(20))
  await submit(piece)
  expect(await storedKeys(house, 'parts')).toEqual([])
})

describe('what is not wanted is refused before a byte of it lies here', () => {
  test('for an artwork that is unknown, not open yet or closed', async () => {
    await expect(append(0, partAt(0), 'findes-ikke')).rejects.toMatchObject({ type: 'artwork-not-found' })
    const { slug } = await makeArtwork(curator)
    await sql`update artwork set closes_at = now() where slug = ${slug}`.execute(house.deps.db)
    await expect(append(0, partAt(0), slug)).rejects.toMatchObject({ type: 'artwork-closed' })
    const soon = sql`update artwork set opens_at = now() + interval '1 day', closes_at = null where slug = ${slug}`
    await soon.execute(house.deps.db)
    await expect(append(0, partAt(0), slug)).rejects.toMatchObject({ type: 'artwork-closed' })
    expect(await storedKeys(house, 'parts')).toEqual([])
  })

  test('a piece that is too large, as soon as it says so', async () => {
    const content = Buffer.alloc(limitBytes + 1)
    await expect(submit({ content })).rejects.toMatchObject({ type: 'content-too-large' })
  })

  test('a part that is too large, or empty, or reaches beyond what a piece may be', async () => {
    await expect(append(0, photo.subarray(0, partMaxBytes + 1))).rejects.toMatchObject({
      type: 'content-too-large',
    })
    await expect(append(0, new Uint8Array())).rejects.toMatchObject({ type: 'content-missing' })
    expect(await storedKeys(house, 'parts')).toEqual([])
    const full = Buffer.alloc(partMaxBytes)
    for (let offset = 0; offset + partMaxBytes <= limitBytes; offset += partMaxBytes)
      await append(offset, full)
    const end = Math.floor(limitBytes / partMaxBytes) * partMaxBytes
    await expect(append(end, full)).rejects.toMatchObject({ type: 'content-too-large' })
    await house.deps.storage.removeAll('parts')
  })

  test('more parts than a piece needs', async () => {
    for (let offset = 0; offset < 12; offset++) await append(offset, Buffer.from('x'))
    await expect(append(12, Buffer.from('x'))).rejects.toMatchObject({ type: 'content-too-large' })
    await house.deps.storage.removeAll('parts')
  })
})

test('a refused piece leaves no part', async () => {
  const content = 'hverken et billede eller en tegning'
  await append(0, Buffer.from(content))
  await expect(submit({ content })).rejects.toMatchObject({ type: 'not-a-picture' })
  expect(await storedKeys(house, 'parts', 'incoming')).toEqual([])
})

test('parts that make something else than what was meant are dropped, and it begins anew', async () => {
  await append(0, randomBytes(partMaxBytes))
  for (let offset = partMaxBytes; offset < photo.length; offset += partMaxBytes)
    await append(offset, partAt(offset))
  await expect(submit()).rejects.toMatchObject(missingFrom(0))
  expect(await storedKeys(house, 'parts', 'incoming')).toEqual([])
  expect(await rows()).toBe(0)
  await appendAll()
  await submit()
})

test('two tabs that send the same piece at once make one piece', async () => {
  /** Goes on from wherever it is told, as often as it takes. */
  async function tab(): Promise<string> {
    for (;;) {
      const asked = await submit().catch(problemIn)
      if ('sha256' in asked) return asked.sha256
      let offset = asked.expectedOffset ?? expect.fail(asked.type)
      while (offset < photo.length) {
        const added = await append(offset, partAt(offset)).catch(problemIn)
        if ('offset' in added) offset = added.offset
        else if (added.type === 'content-incomplete') offset = added.expectedOffset ?? 0
        else {
          expect(added.type).toBe('piece-complete')
          break
        }
      }
    }
  }
  const answers = await Promise.all([tab(), tab(), tab()])
  expect(new Set(answers)).toEqual(new Set([createHash('sha256').update(photo).digest('hex')]))
  expect(await rows()).toBe(1)
  expect(await storedKeys(house, 'parts')).toEqual([])
})

test('a piece that is in takes no more parts, whichever way it came', async () => {
  await append(0, partAt(0))
  const sent = await submit({ inParts: false })
  expect(await storedKeys(house, 'parts')).toEqual([])
  await expect(append(0, partAt(0))).rejects.toMatchObject({ type: 'piece-complete' })
  const other = Buffer.from('noget andet')
  await expect(submit({ content: other })).rejects.toMatchObject({ type: 'piece-differs' })
  await callerOf(house.origin, sent.headers)(deletePiece, {})
  await expect(append(0, partAt(0))).rejects.toMatchObject({ type: 'piece-deleted' })
  await expect(submit()).rejects.toMatchObject({ type: 'piece-deleted' })
  expect(await storedKeys(house, 'parts')).toEqual([])
})

test('a full store says so and when to come again, and what it had stays', async () => {
  await append(0, partAt(0))
  isFull = true
  await expect(append(partMaxBytes, partAt(partMaxBytes))).rejects.toMatchObject({ type: 'storage-full' })
  isFull = false
  for (let offset = partMaxBytes; offset < photo.length; offset += partMaxBytes)
    await append(offset, partAt(offset))
  isFull = true
  await expect(submit()).rejects.toMatchObject({ type: 'storage-full' })
  isFull = false
  await submit()
})

/** A database whose answer to a commit is lost on the way. */
const losingCommits = (db: Db): Db =>
  new Proxy(db, {
    get(target, name): unknown {
      if (name === 'transaction')
        return () => ({
          async execute(work: (tx: Tx) => Promise<unknown>) {
            await target.transaction().execute(work)
            throw new Error('Connection terminated unexpectedly')
          },
        })
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })

test('if nobody heard whether the piece was written, it keeps its content, and is answered for the next time', async () => {
  await appendAll()
  const sha256 = Sha256.parse(createHash('sha256').update(photo).digest('hex'))
  const arrival = {
    slug: ArtworkSlug.parse(place.slug),
    id: PieceId.parse(id),
    submission: PieceSubmission.parse({
      kind: 'photo',
      house: place.house,
      credit: { kind: 'none' },
      consents: yesTo('screen'),
      cardHash: createHash('sha256').update(id).digest('hex'),
      inParts: { byteSize: photo.length, sha256 },
    }),
    content: null,
  }
  const unheard = receivePiece({ ...house.deps, db: losingCommits(house.deps.db) }, arrival)
  await expect(unheard).rejects.toThrow('terminated')
  expect(await receivePiece(house.deps, arrival)).toMatchObject({ id, sha256 })
  expect(await storedKeys(house, 'parts')).toEqual([])
  const piece = await until(
    () =>
      sql<{ state: string }>`select preparation as state from piece where id = ${id}`.execute(house.deps.db),
    ({ rows: [row] }) => row?.state !== 'received',
  )
  expect(piece.rows).toEqual([{ state: 'ready' }])
})

test('parts are kept for a week after the newest, and no longer', async () => {
  await append(0, partAt(0))
  await append(partMaxBytes, partAt(partMaxBytes))
  const later = (days: number) => ({ now: () => new Date(Date.now() + days * 24 * 60 * 60 * 1000) })
  await sweep({ ...house.deps, clock: later(6.9) })
  expect(await storedKeys(house, 'parts')).toHaveLength(2)
  await expect(submit()).rejects.toMatchObject(missingFrom(2 * partMaxBytes))
  await sweep({ ...house.deps, clock: later(7.1) })
  expect(await storedKeys(house, 'parts')).toEqual([])
  await expect(submit()).rejects.toMatchObject(missingFrom(0))
})

test('parts of a piece that is in, left by a program that was killed, are swept at once', async () => {
  await submit({ inParts: false })
  await house.deps.storage.write(`parts/${id}/0`, Buffer.from('rest'))
  await sweep(house.deps)
  expect(await storedKeys(house, 'parts')).toEqual([])
})
