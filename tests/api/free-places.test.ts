/** Where a piece that is being made can be tried, and that it tells nothing of pieces that are not shown. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hidePiece } from '#core/contract/cards.ts'
import { applyOperation } from '#core/contract/composition.ts'
import { getFreePlaces, getPublicEdition, type FreePlaces } from '#core/contract/editions.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { PlacementId } from '#core/contract/ids.ts'
import { decide } from '#core/contract/inbox.ts'
import { askToPublish } from '#tests/support/hang.ts'
import { callerOf } from '#tests/support/call.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { sendPiece, until, untilPrepared, yesTo, type SentPiece } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'

let house: TestHouse
let curator: TestCurator
let slug: ArtworkSlug
let houseCode: string

beforeAll(async () => {
  house = await openHouse()
  curator = await makeCurator(house)
})
afterAll(() => house.stop())

beforeEach(async () => {
  const made = await makeArtwork(curator)
  slug = made.slug
  houseCode = made.houseCode
})

const free = (): Promise<FreePlaces> => callerOf(house.origin)(getFreePlaces, { params: { slug } })

/** The whole work in two halves. */
const left = { xMm: 400, yMm: 450, widthMm: 800, heightMm: 900, rotationDeg: 0 }
const right = { ...left, xMm: 1200 }

async function approved(content: string, consents = yesTo('screen', 'web')): Promise<SentPiece> {
  const sent = await sendPiece(house.origin, { slug, house: houseCode, kind: 'text', content, consents })
  await untilPrepared(house.origin, sent)
  await curator.call(decide, { params: { id: sent.id }, body: { decision: 'approved' } })
  return sent
}

async function place({ id: pieceId }: SentPiece, box: typeof left, more = {}): Promise<void> {
  const values = { ...box, pieceId, slot: null, layer: 0, locked: false, ...more }
  const change = { do: 'add' as const, id: PlacementId.parse(randomUUID()), values }
  await curator.call(applyOperation, {
    params: { slug },
    body: { kind: 'place', clientOpId: randomUUID(), changes: [change] },
  })
}

async function publishNow(): Promise<void> {
  const { number } = await askToPublish(curator, slug)
  await shown((edition) => edition >= number)
}

const shown = (isSo: (edition: number) => boolean) =>
  until(
    () =>
      callerOf(house.origin)(getPublicEdition, { params: { slug } }).then(
        ({ edition }) => edition,
        () => 0,
      ),
    isSo,
  )

test('while nothing is published the whole work is free, whatever waits or stands unpublished', async () => {
  const before = await free()
  expect(before.edition).toBeNull()
  expect(before.places.every(({ standing }) => standing === 'free')).toBe(true)
  await place(await approved('ro'), left)
  await sendPiece(house.origin, { slug, house: houseCode, kind: 'text', content: 'venter' })
  expect(await free()).toEqual(before)
})

test('beside what is published is room, and what is placed after that changes nothing until it is published', async () => {
  await place(await approved('ro'), left)
  await publishNow()
  const before = await free()
  expect(before.edition).toBe(1)
  expect(before.places.map(({ standing }) => standing)).toEqual(before.places.map(() => 'free'))
  for (const { box } of before.places) expect(box.xMm - box.widthMm / 2).toBeGreaterThanOrEqual(800)
  await place(await approved('fred'), right)
  expect(await free()).toEqual(before)
})

test('a full work is laid over, and the place of what was taken down is free again', async () => {
  const first = await approved('ro')
  await place(first, left)
  await place(await approved('fred'), right)
  await publishNow()
  const full = await free()
  expect(full.places.map(({ standing }) => standing)).toEqual(['over'])
  await callerOf(house.origin, first.headers)(hidePiece, {})
  await shown((edition) => edition > 1)
  expect(await free()).toEqual({ edition: 2, places: [{ box: left, standing: 'free' }] })
})

test('where the web shows nothing is room as well: it looks as quiet as an empty place', async () => {
  await place(await approved('ro', yesTo('screen')), left)
  await place(await approved('fred'), right)
  await publishNow()
  expect((await free()).places).toEqual([{ box: left, standing: 'free' }])
})

test('a picture that is laid as background fills nothing, whether the web may show it or not', async () => {
  const bare = (await free()).places
  const whole = { xMm: 800, yMm: 450, widthMm: 1600, heightMm: 900, rotationDeg: 0 }
  await place(await approved('hav'), whole, { layer: -1, locked: true })
  await place(await approved('himmel', yesTo('screen')), whole, { layer: -2, locked: true })
  await publishNow()
  expect((await free()).places).toEqual(bare)

  await place(await approved('ro'), left)
  await publishNow()
  const { places } = await free()
  expect(places.map(({ standing }) => standing)).toEqual(places.map(() => 'free'))
  for (const { box } of places) expect(box.xMm - box.widthMm / 2).toBeGreaterThanOrEqual(800)
})
