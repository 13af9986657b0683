/** Parked drafts: kept for 90 days under an id that only the card gives, and nothing of them is left after that. */
import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { beforeEach, expect, test } from 'vitest'
import { listHouses } from '#core/contract/artworks.ts'
import { HouseCode } from '#core/contract/ids.ts'
import { fetchParkedDraft, parkDraft, ParkedId, remindOfDraft, unparkDraft } from '#core/contract/parked.ts'
import { sweep } from '#api/jobs/sweep.ts'
import { StoreFull } from '#storage/store.ts'
import { callerOf } from '#tests/support/call.ts'
import { storedKeys } from '#tests/support/house.ts'
import { until } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const uploadMaxBytes = 1_000_000
let isFull = false
/** Nobody works in this house, so that the test sweeps when it wants to. */
const { house, curator } = staffedHouse(
  { ROLE: 'web', UPLOAD_MAX_BYTES: String(uploadMaxBytes) },
  {
    breaking: (store) => ({
      ...store,
      async write(key, source) {
        if (isFull) throw new StoreFull(new Error('no room'))
        return store.write(key, source)
      },
    }),
  },
)
let houseCode: HouseCode
let id: ParkedId

beforeEach(async () => {
  isFull = false
  houseCode = HouseCode.parse((await makeArtwork(curator)).houseCode)
  id = newId()
})

const newId = () => ParkedId.parse(createHash('sha256').update(randomBytes(16)).digest('hex'))
const api = () => callerOf(house.origin)
const park = (bytes: Uint8Array<ArrayBuffer>, at = id) =>
  api()(parkDraft, { params: { id: at }, query: { house: houseCode }, content: new Blob([bytes]) })
const take = async (at = id) =>
  new Uint8Array(await (await api()(fetchParkedDraft, { params: { id: at } })).arrayBuffer())
const sealed = (size = 5000) => Uint8Array.from(randomBytes(size))
const later = (days: number) => ({ now: () => new Date(Date.now() + days * 24 * 60 * 60 * 1000) })

test('a draft comes back byte by byte, as often as it is asked for, and is not kept by anything on the way', async () => {
  const bytes = sealed()
  await park(bytes)
  expect(await take()).toEqual(bytes)
  const answer = await fetch(`${house.origin}/api/parked/${id}`)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
})

test('parked again, the new one is there and nothing of the old', async () => {
  const before = await storedKeys(house, 'parked')
  await park(sealed())
  const bytes = sealed()
  await park(bytes)
  expect(await take()).toEqual(bytes)
  expect(await storedKeys(house, 'parked')).toHaveLength(before.length + 1)
})

test('parked many times at once, one of them is there whole, and one only', async () => {
  const before = await storedKeys(house, 'parked')
  const drafts = Array.from({ length: 8 }, () => sealed(60_000))
  await Promise.all(drafts.map((bytes) => park(bytes)))
  const kept = Buffer.from(await take())
  expect(drafts.filter((bytes) => kept.equals(bytes))).toHaveLength(1)
  expect(await storedKeys(house, 'parked')).toHaveLength(before.length + 1)
})

test('an id that nobody has is answered like one that is over, and like one that was let go', async () => {
  const unknown = { type: 'card-unknown' }
  await expect(take(newId())).rejects.toMatchObject(unknown)
  await expect(
    api()(remindOfDraft, { params: { id: newId() }, body: { remind: true } }),
  ).rejects.toMatchObject(unknown)
  await api()(unparkDraft, { params: { id: newId() } })
  await park(sealed())
  await api()(unparkDraft, { params: { id } })
  await expect(take()).rejects.toMatchObject(unknown)
})

test.each(['', 'A'.repeat(64), 'a'.repeat(63), '../etc/passwd', `${'a'.repeat(64)}%00`])(
  'the id %j is none, and touches no file',
  async (bad) => {
    const answer = await fetch(`${house.origin}/api/parked/${encodeURIComponent(bad)}?house=${houseCode}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: sealed(10),
    })
    expect([400, 404]).toContain(answer.status)
  },
)

test('nothing is kept for a house that is not there, of nothing, or of too much', async () => {
  const before = await storedKeys(house, 'parked')
  const elsewhere = { params: { id }, query: { house: HouseCode.parse('findes-ikke') } }
  await expect(api()(parkDraft, { ...elsewhere, content: new Blob([sealed()]) })).rejects.toMatchObject({
    type: 'house-not-found',
  })
  await expect(park(new Uint8Array())).rejects.toMatchObject({ type: 'content-missing' })
  await expect(park(sealed(uploadMaxBytes + 3 * 1024 * 1024))).rejects.toMatchObject({
    type: 'content-too-large',
  })
  await expect(take()).rejects.toMatchObject({ type: 'card-unknown' })
  expect(await storedKeys(house, 'parked')).toEqual(before)
})

test('with a full disk it is said, and what was kept before stays', async () => {
  const bytes = sealed()
  await park(bytes)
  isFull = true
  await expect(park(sealed())).rejects.toMatchObject({ type: 'storage-full' })
  expect(await take()).toEqual(bytes)
})

test('a sender who is killed in the middle leaves what was there, and no half of the new one', async () => {
  const bytes = sealed()
  await park(bytes)
  const keys = await storedKeys(house, 'parked')
  await new Promise<void>((resolve) => {
    const sending = request(`${house.origin}/api/parked/${id}?house=${houseCode}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream', 'content-length': '500000' },
    })
    sending.on('error', () => undefined)
    sending.on('close', resolve)
    sending.write(sealed(100_000), () => sending.destroy())
  })
  expect(await take()).toEqual(bytes)
  expect(
    await until(
      () => storedKeys(house, 'parked'),
      (now) => now.length === keys.length,
    ),
  ).toEqual(keys)
})

test('after 90 days it is over, and the sweep leaves neither row nor bytes; a day before, all is there', async () => {
  await park(sealed())
  await sweep({ ...house.deps, clock: later(89) })
  expect(await take()).toHaveLength(5000)
  await sweep({ ...house.deps, clock: later(91) })
  await expect(take()).rejects.toMatchObject({ type: 'card-unknown' })
  expect(await storedKeys(house, 'parked')).toEqual([])
  expect(await house.deps.db.selectFrom('parkedDraft').select('id').execute()).toEqual([])
})

test('bytes that a killed program left without a row are swept, and those with one are not', async () => {
  await park(sealed())
  await house.deps.storage.write('parked/left-over', sealed(10))
  await sweep({ ...house.deps, clock: later(1) })
  const keys = await storedKeys(house, 'parked')
  expect(keys).not.toContain('parked/left-over')
  expect(await take()).toHaveLength(5000)
})

test('the house is told how many want to be reminded, for as long as their drafts lie here', async () => {
  const count = async () =>
    (await curator.call(listHouses, {})).find(({ code }) => code === houseCode)?.reminders
  const other = newId()
  await park(sealed())
  await park(sealed(), other)
  expect(await count()).toBe(0)
  for (const at of [id, other]) await api()(remindOfDraft, { params: { id: at }, body: { remind: true } })
  expect(await count()).toBe(2)
  // Going on with it and parking it again takes nothing back.
  await park(sealed())
  expect(await count()).toBe(2)
  await api()(remindOfDraft, { params: { id: other }, body: { remind: false } })
  expect(await count()).toBe(1)
  await api()(unparkDraft, { params: { id } })
  expect(await count()).toBe(0)
})

test('a house holds five hundred and no more, and whoever has parked already can do so again', async () => {
  const { id: houseId } = await house.deps.db
    .selectFrom('house')
    .select('id')
    .where('code', '=', houseCode)
    .executeTakeFirstOrThrow()
  await park(sealed())
  await house.deps.db
    .insertInto('parkedDraft')
    .values(
      Array.from({ length: 499 }, (_, at) => ({
        id: newId(),
        houseId,
        storageKey: `parked/${houseCode}-${at}`,
        parkedAt: new Date(),
      })),
    )
    .execute()
  await expect(park(sealed(), newId())).rejects.toMatchObject({ type: 'storage-full' })
  const bytes = sealed()
  await park(bytes)
  expect(await take()).toEqual(bytes)
})
