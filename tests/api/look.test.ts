/** How a piece is shown in its place: cropped only where its maker said yes, framed, in groups, and once unless repeats are allowed. */
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import type { z } from 'zod'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { changeCard } from '#core/contract/cards.ts'
import { applyOperation, getComposition, type HandChange } from '#core/contract/composition.ts'
import { getPublicEdition, type EditionFace } from '#core/contract/editions.ts'
import type { Crop } from '#core/contract/look.ts'
import { PlacementId, type ArtworkSlug } from '#core/contract/ids.ts'
import { answerForAltering } from '#core/contract/inbox.ts'
import { consentWordings } from '#core/contract/pieces.ts'
import { callerOf } from '#tests/support/call.ts'
import { approve, publishNow, untilPublished } from '#tests/support/hang.ts'
import { sendPiece, untilPrepared, yesTo, type SentPiece } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
let slug: ArtworkSlug
/** Red on the left, blue on the right; one whose maker lets it be cropped, one whose maker was not asked. */
let picture: Buffer
let free: SentPiece
let whole: SentPiece

const red = [200, 30, 30] as const
const blue = [30, 30, 200] as const

beforeAll(async () => {
  const half = (colour: readonly [number, number, number]) =>
    sharp({
      create: { width: 400, height: 400, channels: 3, background: `rgb(${colour.join(',')})` },
    })
      .png()
      .toBuffer()
  picture = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#ffffff' } })
    .composite([
      { input: await half(red), left: 0, top: 0 },
      { input: await half(blue), left: 400, top: 0 },
    ])
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer()
})

beforeEach(async () => {
  const { place, ...made } = await makeArtwork(curator)
  slug = made.slug
  const send = (purposes: Parameters<typeof yesTo>, content: Buffer) =>
    sendPiece(house.origin, { ...place, content, consents: yesTo(...purposes) })
  free = await send(['screen', 'web', 'alter'], picture)
  whole = await send(['screen', 'web'], await sharp(picture).rotate(180).jpeg().toBuffer())
  for (const piece of [free, whole]) {
    await untilPrepared(house.origin, piece)
    await approve(curator, piece.id)
  }
})

const box = { xMm: 500, yMm: 450, widthMm: 400, heightMm: 200, rotationDeg: 0 }
const right = { x: 0.5, y: 0, width: 0.5, height: 1 }

/** A reason for each of them; one for a piece that has its place is not needed, and not kept. */
const unlessPlaced = () => [free, whole].map(({ id }) => ({ piece: id, reason: 'later' as const }))

const operate = (kind: 'place' | 'crop' | 'mount' | 'group', changes: z.input<typeof HandChange>[]) =>
  curator.call(applyOperation, { params: { slug }, body: { kind, clientOpId: randomUUID(), changes } })
const undo = (undoes: number) =>
  curator.call(applyOperation, {
    params: { slug },
    body: { kind: 'undo', clientOpId: randomUUID(), undoes },
  })
const standing = async () => (await curator.call(getComposition, { params: { slug } })).placements

async function place(pieceId: string, more: object = {}) {
  const id = PlacementId.parse(randomUUID())
  const values = { ...box, pieceId, slot: null, layer: 0, locked: false, ...more }
  await operate('place', [{ do: 'add', id, values }])
  return id
}

const crop = (id: string, values: { readonly crop: Crop | null }) =>
  operate('crop', [{ do: 'set', id, values }])

async function pixelAt({ pyramid }: EditionFace, xPx: number, yPx: number): Promise<number[]> {
  const { tiles } = pyramid.levels.at(-1) ?? { tiles: [] }
  const hash = tiles[Math.floor(yPx / 512)]?.[Math.floor(xPx / 512)] ?? ''
  const answer = await fetch(`${house.origin}/api/tiles/${hash}`)
  const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer()))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = ((yPx % 512) * info.width + (xPx % 512)) * info.channels
  return [...data.subarray(at, at + 3)]
}
const published = () => callerOf(house.origin)(getPublicEdition, { params: { slug } })
const near = (seen: readonly number[], colour: readonly number[]) =>
  seen.every((value, channel) => Math.abs(value - (colour[channel] ?? 0)) < 25)

test('a piece is cropped only after its maker’s yes, which the house may have heard', async () => {
  const id = await place(whole.id)
  await expect(crop(id, { crop: right })).rejects.toMatchObject({ type: 'not-alterable' })
  await expect(
    operate('place', [{ do: 'set', id, values: { xMm: 600, crop: right } }]),
  ).rejects.toMatchObject({ type: 'not-alterable' })
  expect(await standing()).toMatchObject([{ id, xMm: 500 }])

  await curator.call(answerForAltering, { params: { id: whole.id }, body: { answer: 'yes' } })
  await crop(id, { crop: right })
  expect(await standing()).toMatchObject([{ id, crop: right }])
})

test('a crop lies within the picture, and an empty place has none', async () => {
  const id = await place(free.id)
  for (const wrong of [
    { ...right, width: 0.6 },
    { ...right, x: -0.1 },
    { ...right, height: 0 },
  ])
    await expect(crop(id, { crop: wrong })).rejects.toMatchObject({ type: 'bad-request' })
  const empty = await place(whole.id)
  await operate('place', [{ do: 'set', id: empty, values: { pieceId: null } }])
  await expect(crop(empty, { crop: right })).rejects.toMatchObject({ type: 'not-alterable' })
})

test('a crop goes with its picture, and comes back with it', async () => {
  const id = await place(free.id, { crop: right })
  const { operation } = await operate('place', [{ do: 'set', id, values: { pieceId: whole.id } }])
  expect(await standing()).toMatchObject([{ pieceId: whole.id }])
  expect((await standing())[0]?.crop).toBeUndefined()
  await undo(operation.seq)
  expect(await standing()).toMatchObject([{ pieceId: free.id, crop: right }])
})

test('whose maker takes the yes back is shown whole everywhere, and no undo crops it again', async () => {
  const id = await place(free.id)
  const { operation } = await crop(id, { crop: right })
  const number = await publishNow(curator, slug, unlessPlaced())
  expect(near(await pixelAt(await published(), 360, 450), blue)).toBe(true)
  const uncrop = await crop(id, { crop: null })
  await crop(id, { crop: right })

  const no = { purpose: 'alter', answer: 'no', wording: consentWordings.alter, way: 'own-screen' } as const
  const answer = await fetch(`${house.origin}/api/card`, {
    method: 'PATCH',
    headers: { ...free.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ consents: [no] } satisfies z.input<typeof changeCard.body>),
  })
  expect(answer.status).toBe(200)
  expect((await standing())[0]?.crop).toBeUndefined()
  await untilPublished(curator, slug, number + 1)
  expect(near(await pixelAt(await published(), 360, 450), red)).toBe(true)

  expect(await undo(uncrop.operation.seq)).toMatchObject({ left: [id] })
  expect(await undo(operation.seq)).toMatchObject({ left: [id] })
  await expect(crop(id, { crop: right })).rejects.toMatchObject({ type: 'not-alterable' })
})

test('an edition shows the part that was chosen, and a piece that may not be cropped whole in any place', async () => {
  const square = { widthMm: 200, heightMm: 200 }
  await place(free.id, { ...square, crop: right })
  await place(whole.id, { ...square, xMm: 1000 })
  await publishNow(curator, slug, unlessPlaced())
  const shown = await published()
  for (const xPx of [410, 590]) expect(near(await pixelAt(shown, xPx, 450), blue)).toBe(true)
  // 800 × 400 in a square of 200: 200 × 100 in its middle, ground above and below.
  expect(near(await pixelAt(shown, 910, 450), blue)).toBe(true)
  expect(near(await pixelAt(shown, 1090, 450), red)).toBe(true)
  const ground = await pixelAt(shown, 20, 20)
  for (const yPx of [380, 520]) expect(near(await pixelAt(shown, 1000, yPx), ground)).toBe(true)
})

test('a mount lies around the piece in the edition, and takes nothing of it', async () => {
  const id = await place(free.id)
  await publishNow(curator, slug, unlessPlaced())
  const ground = await pixelAt(await published(), 240, 450)
  await operate('mount', [{ do: 'set', id, values: { mount: { matMm: 40, lineMm: 10 } } }])
  await publishNow(curator, slug, unlessPlaced())
  const shown = await published()
  expect(near(await pixelAt(shown, 305, 450), red)).toBe(true)
  expect(near(await pixelAt(shown, 280, 450), [255, 255, 255])).toBe(true)
  expect(near(await pixelAt(shown, 255, 450), [20, 33, 61])).toBe(true)
  expect(near(await pixelAt(shown, 240, 450), ground)).toBe(true)

  const coloured = { matMm: 40, lineMm: 10, matColour: '#b9e3c6', lineColour: '#ffb000' }
  await operate('mount', [{ do: 'set', id, values: { mount: coloured } }])
  expect((await standing())[0]?.mount).toEqual(coloured)
  await publishNow(curator, slug, unlessPlaced())
  const painted = await published()
  expect(near(await pixelAt(painted, 280, 450), [185, 227, 198])).toBe(true)
  expect(near(await pixelAt(painted, 255, 450), [255, 176, 0])).toBe(true)

  await expect(
    operate('mount', [{ do: 'set', id, values: { mount: { matMm: -1, lineMm: 0 } } }]),
  ).rejects.toMatchObject({ type: 'bad-request' })
})

test('a group is one undo step and is there after it is read again', async () => {
  const ids = [await place(free.id), await place(whole.id, { xMm: 1000 })]
  const groupId = randomUUID()
  const { operation } = await operate(
    'group',
    ids.map((id) => ({ do: 'set', id, values: { groupId } })),
  )
  expect(await standing()).toMatchObject([{ groupId }, { groupId }])
  await undo(operation.seq)
  expect((await standing()).map((one) => one.groupId)).toEqual([undefined, undefined])
})

test('a work can be begun in which a piece may stand in several places', async () => {
  const { slug: other } = await makeArtwork(curator, { repeatsAllowed: true })
  const allowed = async (one: ArtworkSlug) =>
    (await curator.call(getComposition, { params: { slug: one } })).repeatsAllowed
  expect([await allowed(slug), await allowed(other)]).toEqual([false, true])
})

test('a piece stands twice only in an artwork that allows repeats', async () => {
  await place(free.id)
  await expect(place(free.id, { xMm: 900 })).rejects.toMatchObject({ type: 'already-placed' })
  await expect(place(free.id, { xMm: 900, repeats: true })).rejects.toMatchObject({
    type: 'repeats-not-allowed',
  })
  await house.deps.db.updateTable('artwork').set({ repeatsAllowed: true }).where('slug', '=', slug).execute()
  await place(free.id, { xMm: 900, repeats: true })
  expect(await standing()).toHaveLength(2)
})
