/** Voices: a clip in a slot, of a house or of all; what is kept of it, and who hears it. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createHouse } from '#core/contract/artworks.ts'
import { HouseCode, Sha256 } from '#core/contract/ids.ts'
import {
  getVoice,
  keepVoice,
  listVoices,
  removeVoice,
  VoiceSlot,
  voiceMaxBytes,
} from '#core/contract/voices.ts'
import { sweep } from '#api/jobs/sweep.ts'
import { callerOf } from '#tests/support/call.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { makeCurator, type TestCurator } from '#tests/support/staff.ts'

const recorded = (name: string) => readFile(new URL(`../fixtures/${name}`, import.meta.url))

let house: TestHouse
let curator: TestCurator
let mp4: Buffer
let webm: Buffer
/** A house of its own for each test. */
let code: HouseCode

beforeAll(async () => {
  house = await openHouse()
  curator = await makeCurator(house)
  mp4 = await recorded('beep.mp4')
  webm = await recorded('beep.webm')
})
afterAll(() => house.stop())

beforeEach(async () => {
  code = await newHouse()
})

let number = 0
async function newHouse(): Promise<HouseCode> {
  const body = { code: `hus-${++number}`, name: 'Huset ved åen', kind: 'vaerested', town: 'Kolding' } as const
  return (await curator.call(createHouse, { body })).code
}

const anybody = () => callerOf(house.origin)
const slot = VoiceSlot.parse('p_pick_h')
const text = 'Hvad har du lyst til?'

interface Kept {
  of?: HouseCode | undefined
  take?: string
  bytes?: Uint8Array
  words?: string
  at?: string
  locale?: 'da' | 'en' | 'kl'
}

const keep = (given: Kept = {}) => {
  const { take = randomUUID(), bytes = webm, words = text, at = slot, locale = 'da' } = given
  const of = 'of' in given ? given.of : code
  return curator.call(keepVoice, {
    params: { locale, slot: at },
    query: { ...(of !== undefined && { house: of }), take, text: words },
    content: new Blob([Uint8Array.from(bytes)]),
  })
}

const heardIn = (of: HouseCode | undefined, locale: 'da' | 'en' | 'kl' = 'da') =>
  anybody()(listVoices, { query: { locale, ...(of !== undefined && { house: of }) } })

async function storedKeys(): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of house.deps.storage.list('voices')) keys.push(key)
  return keys
}

test('a clip that a house keeps is heard there, by anybody, under a name that never means another', async () => {
  const clip = await keep()
  expect(clip).toMatchObject({ slot, locale: 'da', text, own: true })
  const [encoding] = clip.encodings
  expect(await heardIn(code)).toEqual([clip])
  const heard = await anybody()(getVoice, { params: { sha256: encoding?.sha256 ?? '' } })
  expect(heard.headers.get('content-type')).toBe('audio/webm')
  expect(heard.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  expect((await heard.arrayBuffer()).byteLength).toBe(webm.length)
})

test('the list may be kept for minutes only', async () => {
  const response = await fetch(`${house.origin}/api/voices?locale=da`)
  expect(response.headers.get('cache-control')).toBe('public, max-age=300')
})

test('the same take sent twice, also at once, is one', async () => {
  const take = randomUUID()
  const [one, other] = await Promise.all([keep({ take }), keep({ take })])
  expect(one).toEqual(other)
  expect(await keep({ take })).toEqual(one)
  expect(await heardIn(code)).toEqual([one])
})

test('a take in two kinds of file is one clip that every phone can play', async () => {
  const take = randomUUID()
  await keep({ take, bytes: webm })
  const { encodings } = await keep({ take, bytes: mp4 })
  expect(encodings.map(({ mediaType }) => mediaType)).toEqual(['audio/mp4', 'audio/webm'])
})

test('a new take replaces the one before, in every kind of file, and its bytes go', async () => {
  const first = randomUUID()
  await keep({ take: first, bytes: webm })
  await keep({ take: first, bytes: mp4 })
  const second = randomUUID()
  await keep({ take: second, bytes: mp4 })
  const [clip, ...others] = await heardIn(code)
  expect(others).toEqual([])
  expect(clip?.encodings.map(({ mediaType }) => mediaType)).toEqual(['audio/mp4'])
  const keys = await storedKeys()
  expect(keys.filter((key) => key.includes(first))).toEqual([])
  expect(keys.filter((key) => key.includes(second))).toHaveLength(1)
})

test('takes that come at once leave one, whole', async () => {
  await Promise.allSettled([keep(), keep(), keep(), keep()])
  const clips = await heardIn(code)
  expect(clips).toHaveLength(1)
  const kept = await anybody()(getVoice, { params: { sha256: clips[0]?.encodings[0]?.sha256 ?? '' } })
  expect(kept.status).toBe(200)
})

test('a take that lies in one slot cannot be laid in another', async () => {
  const take = randomUUID()
  await keep({ take })
  await expect(keep({ take, at: 'p_yes', bytes: mp4 })).rejects.toMatchObject({ type: 'bad-request' })
  expect(await heardIn(code)).toMatchObject([{ slot, encodings: [{ mediaType: 'audio/webm' }] }])
})

test('the words that were read are told with the clip, so that others are not said for them', async () => {
  await keep({ words: 'Hvad vil du lave?' })
  expect(await heardIn(code)).toMatchObject([{ slot, text: 'Hvad vil du lave?' }])
})

test('a house is heard in its own rooms; elsewhere the voice for all is', async () => {
  const other = await newHouse()
  const words = `Kun her ${code}`
  const own = await keep({ words })
  const common = await keep({ words, of: undefined })
  const only = await keep({ words: `${words} for alle`, of: undefined, at: 'p_yes' })
  expect(common.own).toBe(false)
  const withWords = async (of: HouseCode | undefined) =>
    (await heardIn(of)).filter((clip) => clip.text.startsWith(words))
  expect(await withWords(code)).toEqual([own, only])
  expect(await withWords(other)).toEqual([common, only])
  expect(await withWords(undefined)).toEqual([common, only])
  await curator.call(removeVoice, { params: { locale: 'da', slot }, query: { house: code } })
  expect(await withWords(code)).toEqual([common, only])
  for (const at of [slot, VoiceSlot.parse('p_yes')])
    await curator.call(removeVoice, { params: { locale: 'da', slot: at }, query: {} })
  expect(await withWords(code)).toEqual([])
})

test('Greenlandic is heard in Danish where it has no voice of its own', async () => {
  const danish = await keep({ words: 'Ja', at: 'p_yes' })
  const own = await keep({ words: 'Aap', at: 'p_yes', locale: 'kl' })
  await keep({ words: 'Yes', at: 'p_yes', locale: 'en' })
  const heard = (await heardIn(code, 'kl')).filter((clip) => clip.own)
  expect(heard).toEqual([own, danish])
})

test('an emptied slot is silent at once, and its bytes are gone; emptied again it is no error', async () => {
  const clip = await keep()
  const sha256 = clip.encodings[0]?.sha256 ?? ''
  // The same bytes lie in another slot: that one sounds on.
  const other = await keep({ at: 'p_yes' })
  const empty = () => curator.call(removeVoice, { params: { locale: 'da', slot }, query: { house: code } })
  await empty()
  await empty()
  expect(await heardIn(code)).toEqual([other])
  expect((await anybody()(getVoice, { params: { sha256 } })).status).toBe(200)
})

test('nothing is given out under a name that nobody keeps', async () => {
  const unknown = anybody()(getVoice, { params: { sha256: Sha256.parse('0'.repeat(64)) } })
  await expect(unknown).rejects.toMatchObject({ type: 'not-found' })
})

test('what is too large, empty, no sound, or broken off is refused, and nothing of it stays', async () => {
  const before = (await storedKeys()).length
  const large = Buffer.concat([webm, Buffer.alloc(voiceMaxBytes)])
  await expect(keep({ bytes: large })).rejects.toMatchObject({ type: 'content-too-large' })
  await expect(keep({ bytes: Buffer.alloc(0) })).rejects.toMatchObject({ type: 'content-missing' })
  for (const bytes of [Buffer.from('Kære alle'), webm.subarray(0, 3000), await recorded('apple.png')])
    await expect(keep({ bytes })).rejects.toMatchObject({ type: 'recording-unusable' })
  expect(await heardIn(code)).toEqual([])
  expect(await storedKeys()).toHaveLength(before)
})

test('a house that does not exist has no voice', async () => {
  const of = HouseCode.parse('findes-ikke')
  await expect(keep({ of })).rejects.toMatchObject({ type: 'house-not-found' })
  await expect(heardIn(of)).rejects.toMatchObject({ type: 'house-not-found' })
})

test('what is hidden in a recording is not kept', async () => {
  const hidden = Buffer.from('Jeg bor i skoven')
  const tagged = Buffer.concat([mp4, Buffer.from([0, 0, 0, hidden.length + 8]), Buffer.from('udta'), hidden])
  const { encodings } = await keep({ bytes: tagged })
  const kept = await anybody()(getVoice, { params: { sha256: encodings[0]?.sha256 ?? '' } })
  expect(Buffer.from(await kept.arrayBuffer()).includes(hidden)).toBe(false)
})

test('bytes that no clip owns are swept away, and those of a clip are not', async () => {
  const { encodings } = await keep()
  const stray = `voices/${randomUUID()}/webm`
  await house.deps.storage.write(stray, webm)
  const later = { now: () => new Date(Date.now() + 2 * 60 * 60 * 1000) }
  await sweep({ ...house.deps, clock: later })
  expect(await house.deps.storage.has(stray)).toBe(false)
  expect((await anybody()(getVoice, { params: { sha256: encodings[0]?.sha256 ?? '' } })).status).toBe(200)
})
