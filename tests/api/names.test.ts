/** A name is words that anybody may write: none is told to visitors before a curator has seen it. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { getCuratedArtwork, listCuratedArtworks } from '#core/contract/artworks.ts'
import { changeCard, deletePiece, getCard, hidePiece } from '#core/contract/cards.ts'
import { EditionFace } from '#core/contract/editions.ts'
import { endpoints } from '#core/contract/endpoints.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { answerNewName, decide, listNewNames, type NameAnswer } from '#core/contract/inbox.ts'
import { createScreen, pairScreen } from '#core/contract/screens.ts'
import { callerOf, type Call } from '#tests/support/call.ts'
import { approve, hang, publishNow } from '#tests/support/hang.ts'
import { sendPiece, until, untilPrepared, type SentPiece } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let slug: ArtworkSlug
let houseCode: string
let screen: { authorization: string }
let piece: SentPiece
let card: Call

/** A piece by Bo that is approved, hangs, and is out on a paired wall and on the web. */
beforeEach(async () => {
  ;({ slug, houseCode } = await makeArtwork(curator))
  piece = await newPiece('Bo')
  card = callerOf(house.origin, piece.headers)
  await approve(curator, piece.id, 'Bo')
  await hang(curator, slug, piece.id)
  await publishNow(curator, slug)
  const { code, token } = await callerOf(house.origin)(createScreen, {})
  await curator.call(pairScreen, { body: { code, name: 'Foyer', artwork: slug } })
  screen = { authorization: `Screen ${token}` }
})

async function newPiece(name: string): Promise<SentPiece> {
  const credit = { kind: 'name' as const, name }
  const sent = await sendPiece(house.origin, { slug, house: houseCode, kind: 'text', content: 'sol', credit })
  await untilPrepared(house.origin, sent)
  return sent
}

const rename = (name: string) => card(changeCard, { body: { credit: { kind: 'name', name } } })
const answer = (name: string, given: NameAnswer) =>
  curator.call(answerNewName, { params: { id: piece.id }, body: { name, answer: given } })
const newNames = async () =>
  (await curator.call(listNewNames, { params: { slug } })).map(({ name, seenName }) => ({ name, seenName }))

/** Who made the piece, as the wall and the web tell it. */
async function told(): Promise<{ name: string | null; house: string | null }> {
  const faces = await Promise.all([
    fetch(`${house.origin}/api/screen/edition`, { headers: screen }),
    fetch(`${house.origin}/api/artworks/${slug}/edition`),
  ])
  const [wall, web] = await Promise.all(
    faces.map(async (face) =>
      EditionFace.parse(await face.json()).pieces.map((one) => [one.name, one.house]),
    ),
  )
  expect(wall).toEqual(web)
  const [[name, madeIn] = []] = wall ?? []
  return {
    name: typeof name === 'string' ? name : null,
    house: typeof madeIn === 'object' && madeIn ? madeIn.code : null,
  }
}

/** Everything that anybody and every screen can read, in one text. */
async function everythingPublic(): Promise<string> {
  const open = endpoints.filter(
    ({ method, who, answer: kind }) =>
      method === 'GET' && kind !== 'events' && (who === 'anyone' || who === 'screen'),
  )
  expect(open.length).toBeGreaterThan(5)
  const texts = await Promise.all(
    open.map(async ({ path }) => {
      const address = path.replace('{slug}', slug).replace(/\{\w+\}/g, piece.id)
      return (await fetch(house.origin + address, { headers: screen })).text()
    }),
  )
  expect(texts.join('')).toContain(piece.id)
  return texts.join('\n')
}

test('a name that was seen is told; one that is written anew is not, and the piece stands there with its house', async () => {
  expect(await told()).toEqual({ name: 'Bo', house: houseCode })
  const shown = await rename('Noget Grimt')
  expect(shown).toMatchObject({ credit: { kind: 'name', name: 'Noget Grimt' }, nameWaits: true })
  expect(await told()).toEqual({ name: null, house: houseCode })
  expect(await everythingPublic()).not.toContain('Noget Grimt')
  expect(await newNames()).toEqual([{ name: 'Noget Grimt', seenName: 'Bo' }])
})

test('accepted it is told; a name that was seen before needs no new look', async () => {
  await rename('Bob')
  await rename('Bo')
  expect(await told()).toEqual({ name: 'Bo', house: houseCode })
  await card(changeCard, { body: { credit: { kind: 'none' } } })
  expect(await told()).toEqual({ name: null, house: null })
  await rename('Bo')
  expect(await told()).toEqual({ name: 'Bo', house: houseCode })
  expect(await newNames()).toEqual([])

  await rename('Bob')
  await answer('Bob', 'show')
  expect(await told()).toEqual({ name: 'Bob', house: houseCode })
  expect(await newNames()).toEqual([])
  expect(await card(getCard, {})).toMatchObject({ nameWaits: false })
})

test('without a name the piece has its house, and its maker’s card says so', async () => {
  await rename('Noget Grimt')
  await answer('Noget Grimt', 'house-only')
  expect(await card(getCard, {})).toMatchObject({ credit: { kind: 'house' }, nameWaits: false })
  expect(await told()).toEqual({ name: null, house: houseCode })
  expect(await newNames()).toEqual([])
  await rename('Noget Grimt')
  expect(await newNames()).toEqual([{ name: 'Noget Grimt', seenName: 'Bo' }])
})

test('an answer for a name that has changed meanwhile says nothing of the new one', async () => {
  await rename('Bob')
  await rename('Noget Grimt')
  await answer('Bob', 'show')
  expect(await told()).toEqual({ name: null, house: houseCode })
  expect(await newNames()).toEqual([{ name: 'Noget Grimt', seenName: 'Bob' }])
  await answer('Bob', 'house-only')
  expect(await card(getCard, {})).toMatchObject({ credit: { kind: 'name', name: 'Noget Grimt' } })
})

test('a piece is approved with the name that was seen beside it, and no other', async () => {
  await curator.call(decide, { params: { id: piece.id }, body: { decision: 'waiting' } })
  await rename('Bob')
  await rename('Noget Grimt')
  await approve(curator, piece.id, 'Bob')
  expect(await newNames()).toEqual([{ name: 'Noget Grimt', seenName: 'Bob' }])

  piece = await newPiece('Jette')
  await approve(curator, piece.id)
  expect(await newNames()).toEqual([
    { name: 'Noget Grimt', seenName: 'Bob' },
    { name: 'Jette', seenName: null },
  ])
})

test('two curators at once: the one who saw the older name takes nothing back', async () => {
  await rename('Bob')
  await answer('Bob', 'show')
  await approve(curator, piece.id, 'Bo')
  expect(await told()).toEqual({ name: 'Bob', house: houseCode })
})

test('a new name counts among what waits, until it is answered, taken down or deleted', async () => {
  const waiting = async () => (await curator.call(getCuratedArtwork, { params: { slug } })).waiting
  expect(await waiting()).toBe(0)
  await rename('Bob')
  expect(await waiting()).toBe(1)
  const listed = await curator.call(listCuratedArtworks, {})
  expect(listed.find((artwork) => artwork.slug === slug)?.waiting).toBe(1)
  await answer('Bob', 'show')
  expect(await waiting()).toBe(0)
  await rename('Bo')
  await card(hidePiece, {})
  expect([await waiting(), await newNames()]).toEqual([0, []])
})

test('deleted, neither the name nor the one that was seen is left, and there is nothing to answer', async () => {
  await rename('Noget Grimt')
  await card(deletePiece, {})
  const { rows } = await sql<{
    row: string
  }>`select piece::text as row from piece where id = ${piece.id}`.execute(house.deps.db)
  expect(rows).toHaveLength(1)
  for (const name of ['Bo', 'Noget Grimt']) expect(rows[0]?.row).not.toContain(name)
  expect(await newNames()).toEqual([])
  await expect(answer('Noget Grimt', 'show')).rejects.toMatchObject({ type: 'piece-deleted' })
})

test('the audit says who answered for a piece, and not what; jobs and audit hold no name', async () => {
  await rename('Noget Grimt')
  await answer('Noget Grimt', 'house-only')
  const { rows } = await sql<{ row: string; action: string }>`
    select audit::text as row, action from audit where subject_id = ${piece.id} order by at`.execute(
    house.deps.db,
  )
  expect(rows.map(({ action }) => action)).toEqual(['decide', 'answer-name'])
  const jobs = await sql<{ row: string }>`select job::text as row from pgboss.job`.execute(house.deps.db)
  for (const { row } of [...rows, ...jobs.rows]) expect(row).not.toMatch(/Noget Grimt|"Bo"/)
})

/** What a stream says, as it comes. */
async function listenTo(path: string, headers: Record<string, string>) {
  const stop = new AbortController()
  const stream = await fetch(house.origin + path, { headers, signal: stop.signal })
  const heard = { text: '' }
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) heard.text += Buffer.from(chunk).toString()
  })().catch(() => undefined)
  return {
    heard: (words: RegExp, times: number) =>
      until(
        () => Promise.resolve([...heard.text.matchAll(words)]),
        (found) => found.length >= times,
      ),
    text: () => heard.text,
    async stop() {
      stop.abort()
      await reading
    },
  }
}

test('walls hear at once of a name that comes, changes or goes, and inboxes of one to look at; no name is in the news', async () => {
  const wall = await listenTo('/api/screen/events', screen)
  const inbox = await listenTo(`/api/curator/artworks/${slug}/events`, { cookie: curator.cookie })
  const words = async (times: number) =>
    (await wall.heard(/"words":"(\w+)"/g, times)).map(([, hash]) => hash).at(-1)
  const named = await words(1)
  await rename('Noget Grimt')
  const unnamed = await words(2)
  expect(unnamed).not.toBe(named)
  await inbox.heard(/event: piece/g, 1)
  await answer('Noget Grimt', 'show')
  const renamed = await words(3)
  expect([named, unnamed]).not.toContain(renamed)
  await inbox.heard(/event: piece/g, 2)
  await card(changeCard, { body: { credit: { kind: 'house' } } })
  expect(await words(4)).toBe(unnamed)
  await card(changeCard, { body: { credit: { kind: 'none' } } })
  expect([named, unnamed, renamed]).not.toContain(await words(5))
  expect(wall.text() + inbox.text()).not.toMatch(/Noget Grimt|"Bo"/)
  await Promise.all([wall.stop(), inbox.stop()])
})

test('a name that nobody is told yet is no news to walls', async () => {
  await rename('Bob')
  const wall = await listenTo('/api/screen/events', screen)
  await wall.heard(/event: edition/g, 1)
  await rename('Bobby')
  await rename('Bo')
  await wall.heard(/event: edition/g, 2)
  await wall.stop()
  expect([...wall.text().matchAll(/event: edition/g)]).toHaveLength(2)
})
