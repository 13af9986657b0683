/** The artwork's own words, fields and threads: kept by the log, drawn in every face, and never where a piece stands. */
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { beforeEach, expect, test } from 'vitest'
import {
  applyOperation,
  getComposition,
  type HandChange,
  type PlacementValues,
} from '#core/contract/composition.ts'
import { getPublicEdition } from '#core/contract/editions.ts'
import type { ArtworkElement } from '#core/contract/elements.ts'
import { PlacementId, type ArtworkSlug } from '#core/contract/ids.ts'
import { callerOf } from '#tests/support/call.ts'
import { approve, hang, publishNow } from '#tests/support/hang.ts'
import { sendPiece, untilPrepared } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let slug: ArtworkSlug
let pieceId: Awaited<ReturnType<typeof sendPiece>>['id']

beforeEach(async () => {
  const { place, ...made } = await makeArtwork(curator)
  slug = made.slug
  const piece = await sendPiece(house.origin, { ...place, kind: 'text', content: 'Kaffe' })
  await untilPrepared(house.origin, piece)
  await approve(curator, piece.id)
  pieceId = piece.id
  await hang(curator, slug, pieceId, { xMm: 400, yMm: 450, widthMm: 300, heightMm: 225, rotationDeg: 0 })
})

const field: ArtworkElement = { kind: 'field', colour: '#b9e3c6' }
const heading: ArtworkElement = { kind: 'words', text: 'Vi laver et værk sammen', paper: '#ffb000' }

const place = (
  element: ArtworkElement,
  xMm: number,
  id = PlacementId.parse(randomUUID()),
  more: Partial<PlacementValues> = {},
): HandChange => ({
  do: 'add',
  id,
  values: {
    xMm,
    yMm: 450,
    widthMm: 300,
    heightMm: 200,
    rotationDeg: 0,
    pieceId: null,
    element,
    slot: null,
    layer: 5,
    locked: false,
    ...more,
  },
})
const operate = (...changes: HandChange[]) =>
  curator.call(applyOperation, {
    params: { slug },
    body: { kind: 'place', clientOpId: randomUUID(), changes },
  })
const placements = async () => (await curator.call(getComposition, { params: { slug } })).placements

test('elements are drawn in the published work, and their words can be read', async () => {
  await operate(place(field, 900), place(heading, 1300))
  await publishNow(curator, slug)
  const web = await callerOf(house.origin)(getPublicEdition, { params: { slug } })
  expect(web.texts.map(({ text }) => text)).toEqual(['Vi laver et værk sammen'])
  const colours = [
    [900, 450],
    [1300, 380],
  ].map(async ([x = 0, y = 0]) => {
    const { tiles } = web.pyramid.levels.at(-1) ?? { tiles: [] }
    const hash = tiles[Math.floor(y / 512)]?.[Math.floor(x / 512)]
    const bytes = await fetch(`${house.origin}/api/tiles/${hash}`).then((answer) => answer.arrayBuffer())
    const { data } = await sharp(Buffer.from(bytes))
      .extract({ left: x % 512, top: y % 512, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true })
    return [...data]
  })
  const [mint = [], marigold = []] = await Promise.all(colours)
  const isNear = (one: number[], other: number[]) =>
    one.every((value, at) => Math.abs(value - (other[at] ?? 0)) < 10)
  expect(isNear(mint, [0xb9, 0xe3, 0xc6]), mint.join()).toBe(true)
  expect(isNear(marigold, [0xff, 0xb0, 0x00]), marigold.join()).toBe(true)
})

test('words without card are light on a dark background that is laid beneath them', async () => {
  const whole = { xMm: 800, widthMm: 1600, heightMm: 900, layer: -1, locked: true }
  const night: ArtworkElement = { kind: 'field', colour: '#0b1020' }
  await operate(
    place(night, 800, PlacementId.parse(randomUUID()), whole),
    place({ ...heading, paper: null }, 1280),
  )
  await publishNow(curator, slug)
  const web = await callerOf(house.origin)(getPublicEdition, { params: { slug } })
  const hash = web.pyramid.levels.at(-1)?.tiles[0]?.[2]
  const bytes = await fetch(`${house.origin}/api/tiles/${hash}`).then((answer) => answer.arrayBuffer())
  // Of the words' own tile, where nothing else stands: letters of ink would leave all of it dark.
  const { channels } = await sharp(Buffer.from(bytes)).stats()
  expect(channels.map(({ max }) => max > 200)).toEqual([true, true, true])
  expect(channels.map(({ mean }) => mean < 100)).toEqual([true, true, true])
})

test('what is written on an element makes a new edition with new words', async () => {
  const id = PlacementId.parse(randomUUID())
  await operate(place(heading, 1200, id))
  await publishNow(curator, slug)
  await operate({ do: 'set', id, values: { element: { ...heading, text: 'Færdig' } } })
  await publishNow(curator, slug)
  const web = await callerOf(house.origin)(getPublicEdition, { params: { slug } })
  expect(web.texts.map(({ text }) => text)).toEqual(['Færdig'])
  expect((await placements()).find((one) => one.id === id)?.element).toMatchObject({ text: 'Færdig' })
})

test('no piece is put into an element, and nothing unheard of becomes one', async () => {
  const id = PlacementId.parse(randomUUID())
  await operate(place(field, 1200, id))
  const standing = (await placements()).find((one) => one.pieceId === pieceId)
  const refused = async (...changes: HandChange[]) =>
    expect(operate(...changes)).rejects.toMatchObject({ type: 'bad-request' })
  await refused({ do: 'set', id: standing?.id ?? id, values: { element: field } })
  await refused({ do: 'remove', id: standing?.id ?? id }, { do: 'set', id, values: { pieceId } })
  const strange = await fetch(`${house.origin}/api/curator/artworks/${slug}/operations`, {
    method: 'POST',
    headers: { cookie: curator.cookie, origin: house.origin, 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'place',
      clientOpId: randomUUID(),
      changes: [
        { ...place(field, 1), values: { ...place(field, 1), element: { kind: 'script', text: '<b>' } } },
      ],
    }),
  })
  expect(strange.status).toBe(400)
  expect(await placements()).toHaveLength(2)
})

test('a work of words alone can be published; an element’s words draw no markup', async () => {
  const [piece] = await placements()
  if (piece) await operate({ do: 'remove', id: piece.id })
  await operate(place({ kind: 'words', text: '</svg><script>alert(1)</script>', paper: null }, 800))
  await publishNow(curator, slug, [{ piece: pieceId, reason: 'later' }])
  const web = await callerOf(house.origin)(getPublicEdition, { params: { slug } })
  expect(web.pieces).toEqual([])
  expect(web.texts).toHaveLength(1)
})
