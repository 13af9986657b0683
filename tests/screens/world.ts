/** What stands in the house while the screens are walked: artworks in every state, pieces that wait, a curator. */
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import type { Deps } from '#api/deps.ts'
import { demoArtwork, demoHouses } from '#api/commands/demo/artwork.ts'
import { createArtwork, createHouse, listCuratedArtworks } from '#core/contract/artworks.ts'
import { applyOperation } from '#core/contract/composition.ts'
import { getPublicEdition } from '#core/contract/editions.ts'
import { decide } from '#core/contract/inbox.ts'
import { ArtworkSlug, type PieceId } from '#core/contract/ids.ts'
import { callerOf } from '#tests/support/call.ts'
import { approve, hang, publishNow } from '#tests/support/hang.ts'
import { sendPiece, untilPrepared, type Piece, type SentPiece } from '#tests/support/maker.ts'
import { fixture } from '#tests/support/pictures.ts'
import type { TestCurator } from '#tests/support/staff.ts'

interface Place {
  readonly slug: ArtworkSlug
  /** What stands on the poster of its first house. */
  readonly code: string
}

export interface World {
  readonly origin: string
  readonly deps: Deps
  readonly curator: TestCurator
  /** A published artwork with pieces that wait. A house without furniture has none of these yet. */
  readonly main: Place & { readonly title: string; readonly houseName: string; readonly pieceId: PieceId }
  /** A small published artwork, in which pieces are hung and taken down. */
  readonly small: Place
  readonly empty: Place
  readonly closed: Place
  readonly coming: Place
}

/** Everything but what comes with the furniture. */
export type BareWorld = Pick<World, 'origin' | 'deps' | 'curator'>

const [firstHouse] = demoHouses
const dayMs = 24 * 60 * 60 * 1000

/** A window of days around now. */
const opens = (fromDays: number, toDays: number | null) => ({
  opensAt: new Date(Date.now() + fromDays * dayMs).toISOString(),
  closesAt: toDays === null ? null : new Date(Date.now() + toDays * dayMs).toISOString(),
})

/** What the other artworks say. */
export const artworks = {
  small: {
    slug: 'haender',
    title: 'Hænder',
    invitation: 'Vis noget, dine hænder kan.',
    question: 'Hvad kan dine hænder?',
    ...opens(-3, null),
  },
  empty: {
    slug: 'lys-paa-aaen',
    title: 'Lys på åen',
    invitation: 'Vis os et lys, du holder af.',
    question: 'Hvad lyser for dig?',
    ...opens(-1, 30),
  },
  closed: {
    slug: 'sne',
    title: 'Sne',
    invitation: 'Vis os noget hvidt.',
    question: 'Hvad er hvidt?',
    ...opens(-60, -10),
  },
  coming: {
    slug: 'foraar',
    title: 'Forår',
    invitation: 'Vis os det første grønne.',
    question: 'Hvad er grønt?',
    ...opens(20, 60),
  },
} as const

async function begin({ call }: TestCurator, given: (typeof artworks)[keyof typeof artworks]) {
  await call(createArtwork, {
    body: {
      rules: ['Ét stykke', 'Fra din egen dag'],
      kinds: ['photo', 'drawing', 'text'],
      background: '#f4f6f1',
      size: { widthMm: 1600, heightMm: 900, widthPx: 1600, heightPx: 900 },
      houses: demoHouses.map(({ code }) => code),
      ...given,
    },
  })
  return placeOf(call, given.slug)
}

async function placeOf(call: TestCurator['call'], slug: string): Promise<Place> {
  const artwork = (await call(listCuratedArtworks, {})).find((one) => one.slug === slug)
  return { slug: ArtworkSlug.parse(slug), code: artwork?.entrances[0]?.code ?? '' }
}

/** Sends a piece, waits until it is prepared, and says yes to it if wanted. */
export async function bring(
  { origin, curator }: BareWorld,
  piece: Piece,
  isWith: boolean,
): Promise<SentPiece> {
  const sent = await sendPiece(origin, piece)
  await untilPrepared(origin, sent)
  if (isWith) await approve(curator, sent.id)
  return sent
}

export const ofFirstHouse = (slug: string, piece: Omit<Piece, 'slug' | 'house'>): Piece => ({
  slug,
  house: firstHouse.code,
  ...piece,
})

let photosMade = 0

/** The fig, each time in another light: the same photo twice would be one piece. */
async function anotherPhoto(): Promise<Buffer> {
  const hue = 47 * photosMade++
  return sharp(await fixture('fig.jpg'))
    .resize(1280, 1280, { fit: 'inside' })
    .modulate({ hue })
    .jpeg()
    .toBuffer()
}

/** Hangs a photo with a name on it in the small artwork, published. @returns the piece, with its card and its photo */
export async function hangInSmall(
  world: BareWorld & Pick<World, 'small'>,
): Promise<SentPiece & { content: Buffer }> {
  const { slug } = world.small
  const content = await anotherPhoto()
  const credit = { kind: 'name', name: 'Bo' } as const
  const sent = await bring(world, ofFirstHouse(slug, { content, credit }), true)
  const box = { xMm: 800, yMm: 450, widthMm: 600, heightMm: 400, rotationDeg: 0 }
  await hang(world.curator, slug, sent.id, box)
  await publishNow(world.curator, slug)
  return { ...sent, content }
}

/** The main artwork with a handful of pieces: enough for every screen of it to show something. */
export async function hangAFew(world: BareWorld): Promise<void> {
  const { call } = world.curator
  const { composition: _, ...words } = demoArtwork
  const slug = ArtworkSlug.parse(words.slug)
  for (const house of demoHouses) await call(createHouse, { body: { ...house } })
  const houses = demoHouses.map(({ code }) => code)
  await call(createArtwork, {
    body: { ...words, rules: [...words.rules], kinds: [...words.kinds], houses, ...opens(-2, null) },
  })
  const texts = ['Kaffe', 'Min hund, der sover', 'Ro på']
  await bring(world, ofFirstHouse(slug, { content: await fixture('sunrise.jpg') }), true)
  for (const content of texts) await bring(world, ofFirstHouse(slug, { kind: 'text', content }), true)
  await call(applyOperation, {
    params: { slug },
    body: {
      kind: 'layout',
      clientOpId: randomUUID(),
      layout: 'salon',
      options: { gapMm: 16, marginMm: 48 },
      seed: 1,
    },
  })
  await publishNow(world.curator, slug)
}

/** @param hangMain hangs the main artwork, `demoArtwork.slug`, with the demo's houses */
export async function furnish(bare: BareWorld, hangMain: (bare: BareWorld) => Promise<void>): Promise<World> {
  await hangMain(bare)
  const { call } = bare.curator
  const main = await placeOf(call, demoArtwork.slug)
  const { pieces } = await callerOf(bare.origin)(getPublicEdition, {
    params: { slug: main.slug },
  })
  const [first] = pieces
  if (first === undefined) throw new Error('nothing hangs in the main artwork')
  const world = {
    ...bare,
    main: { ...main, title: demoArtwork.title, houseName: firstHouse.name, pieceId: first.pieceId },
    small: await begin(bare.curator, artworks.small),
    empty: await begin(bare.curator, artworks.empty),
    closed: await begin(bare.curator, artworks.closed),
    coming: await begin(bare.curator, artworks.coming),
  }
  // What waits in the inbox, and what has not got its place yet.
  const photo = await fixture('dogs.jpg')
  await bring(
    world,
    ofFirstHouse(main.slug, { content: photo, credit: { kind: 'name', name: 'Jette' } }),
    false,
  )
  // It came twice.
  await bring(world, ofFirstHouse(main.slug, { content: photo }), false)
  await bring(world, ofFirstHouse(main.slug, { kind: 'text', content: 'En varm kop kaffe' }), false)
  await bring(world, ofFirstHouse(main.slug, { content: await fixture('path.jpg') }), true)
  await bring(world, ofFirstHouse(main.slug, { kind: 'text', content: 'Stilhed' }), true)
  // Not with, each for a reason that its house hears.
  for (const [content, reason] of [
    ['Se her', 'rules'],
    ['Hvem er det?', 'hurtful'],
  ] as const) {
    const { id } = await bring(world, ofFirstHouse(main.slug, { kind: 'text', content }), false)
    await call(decide, { params: { id }, body: { decision: 'declined', reason } })
  }
  return world
}
