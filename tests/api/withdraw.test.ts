/** A piece is taken down at the worst of moments: whatever is shown, drawn or stored then, none of it is left. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changeCard, deletePiece, hidePiece } from '#core/contract/cards.ts'
import { applyOperation, getComposition } from '#core/contract/composition.ts'
import { getPublicEdition, listEditions, publish, type EditionFace } from '#core/contract/editions.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { decide } from '#core/contract/inbox.ts'
import { consentWordings } from '#core/contract/pieces.ts'
import { Problem } from '#core/contract/problems.ts'
import { drawEdition } from '#api/editions/draw.ts'
import { preparePiece } from '#api/pieces/prepare.ts'
import { sweep } from '#api/jobs/sweep.ts'
import type { Store } from '#storage/store.ts'
import { callerOf } from '#tests/support/call.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { sendPiece, type SentPiece } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'

const fixture = (name: string) => readFile(new URL(`../fixtures/${name}`, import.meta.url))

/** Nobody works in this house, so that the test does each job when it wants to. */
let house: TestHouse
let curator: TestCurator
let slug: ArtworkSlug
let artworkId: string
let fig: SentPiece
let sunrise: SentPiece

beforeAll(async () => {
  house = await openHouse({ ROLE: 'web' })
  curator = await makeCurator(house)
})
afterAll(() => house.stop())

beforeEach(async () => {
  const size = { widthMm: 1600, heightMm: 900, widthPx: 1100, heightPx: 620 }
  const { artwork, houseCode } = await makeArtwork(curator, { size })
  slug = artwork.slug
  artworkId = artwork.id
  fig = await sendPiece(house.origin, { slug, house: houseCode, content: await fixture('apple.png') })
  sunrise = await sendPiece(house.origin, {
    slug,
    house: houseCode,
    content: await fixture('lighthouse.png'),
  })
  for (const [index, { id }] of [fig, sunrise].entries()) {
    await preparePiece(house.deps, id)
    await curator.call(decide, { params: { id }, body: { decision: 'approved' } })
    const box = { xMm: 400 + index * 800, yMm: 450, widthMm: 600, heightMm: 600, rotationDeg: 0 }
    const values = { ...box, pieceId: id, slot: null, layer: 0, locked: false }
    await operate('place', { do: 'add', id: randomUUID(), values })
  }
})

type Change = Parameters<typeof operate>[1]
const operate = (
  kind: 'place' | 'remove',
  change:
    | { do: 'remove'; id: string }
    | {
        do: 'add'
        id: string
        values: {
          xMm: number
          yMm: number
          widthMm: number
          heightMm: number
          rotationDeg: number
          pieceId: string
          slot: null
          layer: number
          locked: boolean
        }
      },
) =>
  curator.call(applyOperation, {
    params: { slug },
    body: { kind, clientOpId: randomUUID(), changes: [change] },
  })

async function removeFromComposition(piece: SentPiece): Promise<void> {
  const { placements } = await curator.call(getComposition, { params: { slug } })
  const change: Change = {
    do: 'remove',
    id: placements.find(({ pieceId }) => pieceId === piece.id)?.id ?? '',
  }
  await operate('remove', change)
}

const readType = (reason: unknown) => (reason instanceof Problem ? reason.type : String(reason))

const draw = (storage: Store = house.deps.storage) => drawEdition({ ...house.deps, storage }, artworkId)
const publishNow = () => curator.call(publish, { params: { slug } })
const shownFace = () => callerOf(house.origin)(getPublicEdition, { params: { slug } })

async function storedTiles(): Promise<Set<string>> {
  const tiles = new Set<string>()
  for await (const { key } of house.deps.storage.list('tiles')) tiles.add(key.replace('tiles/', ''))
  return tiles
}

/** The tiles and covers that the faces of the artwork's current edition name. */
async function namedTiles(): Promise<Set<string>> {
  const { rows } = await sql<{ pyramid: EditionFace['pyramid']; cover: string }>`
    select pyramid, cover from edition_face where edition_id = (
      select id from edition where artwork_id = ${artworkId} and state = 'published' order by number desc limit 1)`.execute(
    house.deps.db,
  )
  return new Set(
    rows.flatMap(({ pyramid, cover }) => [cover, ...pyramid.levels.flatMap(({ tiles }) => tiles.flat())]),
  )
}

/** What other tests of this file have left is none of this artwork's. */
let othersTiles = new Set<string>()
beforeEach(async () => {
  othersTiles = await storedTiles()
})
async function expectNoOtherTiles(): Promise<void> {
  const named = await namedTiles()
  expect(named.size).toBeGreaterThan(4)
  expect((await storedTiles()).difference(othersTiles)).toEqual(named)
}

const noToScreen = {
  purpose: 'screen',
  answer: 'no',
  wording: consentWordings.screen,
  way: 'own-screen',
} as const
const ways: [string, () => Promise<unknown>][] = [
  ['hidden', () => callerOf(house.origin, fig.headers)(hidePiece, {})],
  ['deleted', () => callerOf(house.origin, fig.headers)(deletePiece, {})],
  [
    'left out after all',
    () => curator.call(decide, { params: { id: fig.id }, body: { decision: 'declined', reason: 'rules' } }),
  ],
  [
    'no longer for the screen',
    () => callerOf(house.origin, fig.headers)(changeCard, { body: { consents: [noToScreen] } }),
  ],
]

test.each(ways)(
  '%s after the curator has taken it out of the composition, it leaves the wall too',
  async (_name, takeDown) => {
    await publishNow()
    await draw()
    const before = await namedTiles()
    await removeFromComposition(fig)
    await takeDown()
    await draw()
    const { edition, pieces } = await shownFace()
    expect(edition).toBe(2)
    expect(pieces.map(({ pieceId }) => pieceId)).toEqual([sunrise.id])
    expect((await namedTiles()).difference(before).size).toBeGreaterThan(0)
    await expectNoOtherTiles()
  },
)

test.each(ways)('%s while the work is being drawn, no tile that held it is left', async (_name, takeDown) => {
  await publishNow()
  let written = 0
  const storage: Store = {
    ...house.deps.storage,
    async write(key, bytes) {
      written++
      if (written === 5) await takeDown()
      return house.deps.storage.write(key, bytes)
    },
  }
  await draw(storage)
  expect((await shownFace()).pieces.map(({ pieceId }) => pieceId)).toEqual([sunrise.id])
  await expectNoOtherTiles()
})

test.each(ways)(
  '%s after the drawing was killed half way, no tile of that is left',
  async (_name, takeDown) => {
    await publishNow()
    let written = 0
    const storage: Store = {
      ...house.deps.storage,
      write(key, bytes) {
        written++
        if (written > 5) throw new Error('killed')
        return house.deps.storage.write(key, bytes)
      },
    }
    await expect(draw(storage)).rejects.toThrow('killed')
    await takeDown()
    await draw()
    expect((await shownFace()).pieces.map(({ pieceId }) => pieceId)).toEqual([sunrise.id])
    await expectNoOtherTiles()
  },
)

test('deleted while it is being prepared, none of its bytes comes back', async () => {
  const { artwork, houseCode } = await makeArtwork(curator)
  const sent = await sendPiece(house.origin, {
    slug: artwork.slug,
    house: houseCode,
    content: await fixture('path.jpg'),
  })
  const storage: Store = {
    ...house.deps.storage,
    async write(key, bytes) {
      if (key.endsWith('/128')) await callerOf(house.origin, sent.headers)(deletePiece, {})
      return house.deps.storage.write(key, bytes)
    },
  }
  await preparePiece({ ...house.deps, storage }, sent.id)
  const keys: string[] = []
  for (const prefix of ['pieces', 'incoming'])
    for await (const { key } of house.deps.storage.list(prefix)) keys.push(key)
  expect(keys.filter((key) => key.startsWith('incoming/') || key.includes(sent.id))).toEqual([])
})

test('deleted and then killed while it was being prepared, its bytes go at the next try', async () => {
  const { artwork, houseCode } = await makeArtwork(curator)
  const sent = await sendPiece(house.origin, {
    slug: artwork.slug,
    house: houseCode,
    kind: 'text',
    content: 'sol',
  })
  await callerOf(house.origin, sent.headers)(deletePiece, {})
  // What a worker wrote in its last moment, after the deletion.
  await house.deps.storage.write(`pieces/${sent.id}/master`, Buffer.from('x'))
  await preparePiece(house.deps, sent.id)
  expect(await house.deps.storage.has(`pieces/${sent.id}/master`)).toBe(false)
})

test('what is published in the moment when drawing begins is what is drawn', async () => {
  await publishNow()
  await removeFromComposition(fig)
  let drawing: Promise<void> = Promise.resolve()
  await house.deps.db.transaction().execute(async (tx) => {
    // The curator publishes anew: the waiting edition is brought up to date, and not yet committed …
    await sql`
      update edition set places = (
        select jsonb_agg(place) from jsonb_array_elements(places) as place where place->>'pieceId' = ${sunrise.id}::text)
      where artwork_id = ${artworkId}`.execute(tx)
    // … when a worker begins to draw it.
    drawing = draw()
    const isWaiting = async () =>
      (
        await sql`
          select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
          house.deps.db,
        )
      ).rows.length > 0
    while (!(await isWaiting()));
  })
  await drawing
  expect((await shownFace()).pieces.map(({ pieceId }) => pieceId)).toEqual([sunrise.id])
})

test('an edition that was overtaken does not seem to be drawn for ever', async () => {
  await publishNow()
  const storage: Store = {
    ...house.deps.storage,
    async write(key, bytes) {
      await callerOf(house.origin, fig.headers)(hidePiece, {})
      return house.deps.storage.write(key, bytes)
    },
  }
  await draw(storage)
  const editions = await curator.call(listEditions, { params: { slug } })
  expect(editions.map(({ progress }) => progress.state)).toEqual(['published', 'failed'])
})

test('the same answer given again draws nothing, and an answer about a piece that is not shown neither', async () => {
  await publishNow()
  await draw()
  const again = { purpose: 'web', answer: 'yes', wording: consentWordings.web, way: 'own-screen' } as const
  await callerOf(house.origin, fig.headers)(changeCard, { body: { consents: [again] } })
  expect(await curator.call(listEditions, { params: { slug } })).toHaveLength(1)
  await callerOf(house.origin, fig.headers)(changeCard, { body: { consents: [{ ...again, answer: 'no' }] } })
  expect(await curator.call(listEditions, { params: { slug } })).toHaveLength(2)
})

test('what is not out although it should be is queued again by the sweep', async () => {
  await publishNow()
  const waiting = async () =>
    (
      await sql<{ n: number }>`
        select count(*)::int as n from pgboss.job where name = 'publish-edition' and data->>'artworkId' = ${artworkId}`.execute(
        house.deps.db,
      )
    ).rows[0]?.n
  await sql`delete from pgboss.job where name = 'publish-edition'`.execute(house.deps.db)
  expect(await waiting()).toBe(0)
  await sweep(house.deps)
  expect(await waiting()).toBe(1)
})

test('what nobody could open is let go of after a month, and the sweep takes the bytes', async () => {
  const { artwork, houseCode } = await makeArtwork(curator)
  const content = (await fixture('dogs.jpg')).subarray(0, 600)
  const sent = await sendPiece(house.origin, { slug: artwork.slug, house: houseCode, content })
  await preparePiece(house.deps, sent.id)
  const later = (days: number) => ({ now: () => new Date(Date.now() + days * 24 * 60 * 60 * 1000) })
  const incoming = async () => {
    const keys: string[] = []
    for await (const { key } of house.deps.storage.list('incoming')) keys.push(key)
    return keys.length
  }
  await sweep({ ...house.deps, clock: later(29) })
  expect(await incoming()).toBe(1)
  await sweep({ ...house.deps, clock: later(31) })
  expect(await incoming()).toBe(0)
})

test('a picture that the disk has lost leaves its place empty, and holds up nothing', async () => {
  await house.deps.storage.removeAll(`pieces/${fig.id}`)
  await publishNow()
  await draw()
  expect((await shownFace()).pieces.map(({ pieceId }) => pieceId)).toEqual([sunrise.id])
  await expectNoOtherTiles()
})

test('a tile is asked for again by its name, and is not sent twice; deleted, its name says nothing', async () => {
  await publishNow()
  await draw()
  const before = await shownFace()
  const hash = before.pyramid.levels[0]?.tiles[0]?.[0] ?? ''
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(house.origin + path, { headers })
  const tile = await ask(`/api/tiles/${hash}`)
  expect(tile.headers.get('cache-control')).toBe('public, max-age=300, must-revalidate')
  // As a browser asks; left out, `fetch` would say that no cache may answer.
  const known = (etag: string | null) => ({ 'if-none-match': etag ?? '', 'cache-control': 'max-age=0' })
  const again = known(tile.headers.get('etag'))
  expect((await ask(`/api/tiles/${hash}`, again)).status).toBe(304)
  const cover = await ask(`/api/artworks/${slug}/cover`)
  expect((await ask(`/api/artworks/${slug}/cover`, known(cover.headers.get('etag')))).status).toBe(304)
  expect(cover.headers.get('cache-control')).toBe('no-cache')
  await callerOf(house.origin, fig.headers)(deletePiece, {})
  await draw()
  expect((await ask(`/api/tiles/${hash}`, again)).status).toBe(404)
  const coverAgain = await ask(`/api/artworks/${slug}/cover`, known(cover.headers.get('etag')))
  expect(coverAgain.status).toBe(200)
  const own = await ask('/api/card/picture/256', sunrise.headers)
  expect(own.headers.get('cache-control')).toBe('private, max-age=600')
  expect((await ask('/api/card/picture/256', fig.headers)).status).toBe(404)
})

test('withdrawn, placed, decided and published by four at once, it stands nowhere it may not', async () => {
  await publishNow()
  await draw()
  await removeFromComposition(fig)
  const values = {
    xMm: 9,
    yMm: 9,
    widthMm: 9,
    heightMm: 9,
    rotationDeg: 0,
    slot: null,
    layer: 0,
    locked: false,
  }
  const outcomes = await Promise.allSettled([
    operate('place', { do: 'add', id: randomUUID(), values: { ...values, pieceId: fig.id } }),
    publishNow(),
    callerOf(house.origin, fig.headers)(hidePiece, {}),
    curator.call(decide, { params: { id: fig.id }, body: { decision: 'approved' } }),
    draw(),
    operate('place', { do: 'add', id: randomUUID(), values: { ...values, pieceId: fig.id } }),
  ])
  for (const outcome of outcomes)
    if (outcome.status === 'rejected')
      expect(['not-placeable', 'already-placed']).toContain(readType(outcome.reason))
  await draw()
  await draw()
  expect((await shownFace()).pieces.map(({ pieceId }) => pieceId)).toEqual([sunrise.id])
  const { placements } = await curator.call(getComposition, { params: { slug } })
  expect(placements.filter(({ pieceId }) => pieceId === fig.id)).toEqual([])
  await expectNoOtherTiles()
})
