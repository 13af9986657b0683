/** An artwork: an invitation, two to four rules (dogmer), a size, opening dates, and the houses that take part. */
import { z } from 'zod'
import { deltaEOk, hexToOklab } from '../colour/oklab.ts'
import { paintsMax, usualPaints, usualPaper } from '../ink/paints.ts'
import { endpoint } from './endpoint.ts'
import { ArtworkId, ArtworkSlug, EntranceCode, HouseCode, HouseId } from './ids.ts'
import { PieceKind } from './pieces.ts'
import { line, paragraph } from './words.ts'

/** `#rrggbb`. */
export const HexColour = z.string().regex(/^#[0-9a-f]{6}$/)
export type HexColour = z.infer<typeof HexColour>

/** The work's measure: on the wall in millimetres, published in pixels. Composition coordinates are millimetres. */
export const ArtworkSize = z.object({
  widthMm: z.number().min(100).max(100_000),
  heightMm: z.number().min(100).max(100_000),
  widthPx: z.int().min(256).max(60_000),
  heightPx: z.int().min(256).max(60_000),
})
export type ArtworkSize = z.infer<typeof ArtworkSize>

const words = {
  title: line(80),
  invitation: paragraph(600),
  /** What a text answers: "Hvad gør dig glad?" */
  question: line(80),
  rules: z.array(line(120)).min(2).max(4),
  kinds: z.array(PieceKind).min(1).max(3),
  background: HexColour,
  /** What a drawing is made with, and on. */
  paints: z.array(HexColour).min(1).max(paintsMax),
  paper: HexColour,
}

/** OKLab. Less than this apart, a line would hardly be seen on its paper, nor one paint be told from another. */
const leastApart = 0.06

/** Whether a hand that draws can tell each of the colours from the others, and from the paper. */
export function areToldApart(paints: readonly string[], paper: string): boolean {
  const colours = [paper, ...paints].map(hexToOklab)
  return colours.every((one, i) => colours.slice(i + 1).every((other) => deltaEOk(one, other) >= leastApart))
}

export const ArtworkState = z.enum(['coming', 'open', 'closed'])
export type ArtworkState = z.infer<typeof ArtworkState>

/** What anybody may know about an artwork. `steps` counts all pieces together, never one person's. */
export const Artwork = z.object({
  slug: ArtworkSlug,
  ...words,
  size: ArtworkSize,
  state: ArtworkState,
  opensAt: z.iso.datetime(),
  closesAt: z.iso.datetime().nullable(),
  steps: z.int(),
  houseCount: z.int(),
  /** Number of the edition shown now, or null while nothing is published. Its picture: `/api/artworks/{slug}/cover`. */
  edition: z.int().nullable(),
})
export type Artwork = z.infer<typeof Artwork>

export const HouseName = z.object({ code: HouseCode, name: z.string(), town: z.string() })
export type HouseName = z.infer<typeof HouseName>

/** The way into one artwork through one house: what the code on a poster opens. */
export const Entrance = z.object({ code: EntranceCode, artwork: Artwork, house: HouseName })
export type Entrance = z.infer<typeof Entrance>

/** A moment that a person chooses: no calendar here begins with the year 0, and PostgreSQL's does not have one. */
const OwnTime = z.iso.datetime().refine((time) => !time.startsWith('0000'), { message: 'no such year' })

/** What a curator fills in. The pixels follow from the millimetres if they are left out. */
export const NewArtwork = z
  .object({
    slug: ArtworkSlug,
    ...words,
    paints: words.paints.default([...usualPaints]),
    paper: words.paper.default(usualPaper),
    size: ArtworkSize,
    opensAt: OwnTime,
    closesAt: OwnTime.nullable(),
    houses: z.array(HouseCode).max(1_000),
    /** Whether a piece may stand in several places. It can be changed in the composer. */
    repeatsAllowed: z.boolean().default(false),
  })
  .refine(
    (artwork) => artwork.closesAt === null || Date.parse(artwork.opensAt) < Date.parse(artwork.closesAt),
    {
      path: ['closesAt'],
      message: 'closes-before-it-opens',
    },
  )
  .refine(({ paints, paper }) => areToldApart(paints, paper), {
    path: ['paints'],
    message: 'too-alike',
  })
export type NewArtwork = z.infer<typeof NewArtwork>

/** What a curator sees of an artwork beside what anybody sees. */
export const CuratedArtwork = Artwork.extend({
  id: ArtworkId,
  /** Pieces that wait for a look, and those whose new name does. */
  waiting: z.int(),
  approved: z.int(),
  placed: z.int(),
  /** `trusted`: pieces of the house may be taken in together, after a look at all of them. */
  entrances: z.array(z.object({ code: EntranceCode, house: HouseName, trusted: z.boolean() })),
})
export type CuratedArtwork = z.infer<typeof CuratedArtwork>

export const HouseKind = z.enum(['vaerested', 'idraetsforening', 'boform'])

/** `reminders`: how many have parked a piece and would like to be reminded of it. Never who. */
export const House = HouseName.extend({ id: HouseId, kind: HouseKind, reminders: z.int() })
export type House = z.infer<typeof House>

export const NewHouse = z.object({
  code: HouseCode,
  name: line(80),
  kind: HouseKind,
  town: line(60),
})
export type NewHouse = z.infer<typeof NewHouse>

const bySlug = z.object({ slug: ArtworkSlug })

export const listArtworks = endpoint({
  name: 'listArtworks',
  method: 'GET',
  path: '/api/artworks',
  who: 'anyone',
  summary: 'The open artworks, and those that can still be seen',
  answer: z.array(Artwork),
})

export const getArtwork = endpoint({
  name: 'getArtwork',
  method: 'GET',
  path: '/api/artworks/{slug}',
  who: 'anyone',
  summary: 'One artwork',
  params: bySlug,
  answer: Artwork,
  problems: ['artwork-not-found'],
})

export const getCover = endpoint({
  name: 'getCover',
  method: 'GET',
  path: '/api/artworks/{slug}/cover',
  who: 'anyone',
  summary: 'The whole work as one small picture, as the web may see it',
  params: bySlug,
  answer: 'picture',
  problems: ['artwork-not-found', 'edition-not-found'],
})

export const getEntrance = endpoint({
  name: 'getEntrance',
  method: 'GET',
  path: '/api/entrances/{code}',
  who: 'anyone',
  summary: 'What the code on a poster leads into',
  params: z.object({ code: EntranceCode }),
  answer: Entrance,
  problems: ['entrance-not-found'],
})

export const listCuratedArtworks = endpoint({
  name: 'listCuratedArtworks',
  method: 'GET',
  path: '/api/curator/artworks',
  who: 'curator',
  summary: 'All artworks, with what waits in each',
  answer: z.array(CuratedArtwork),
})

export const getCuratedArtwork = endpoint({
  name: 'getCuratedArtwork',
  method: 'GET',
  path: '/api/curator/artworks/{slug}',
  who: 'curator',
  summary: 'One artwork, with what waits in it and the codes of its houses',
  params: bySlug,
  answer: CuratedArtwork,
  problems: ['artwork-not-found'],
})

export const createArtwork = endpoint({
  name: 'createArtwork',
  method: 'POST',
  path: '/api/curator/artworks',
  who: 'curator',
  summary: 'Begins a new artwork',
  body: NewArtwork,
  answer: CuratedArtwork,
  status: 201,
  problems: ['bad-request', 'artwork-slug-taken', 'house-not-found'],
})

export const listHouses = endpoint({
  name: 'listHouses',
  method: 'GET',
  path: '/api/curator/houses',
  who: 'curator',
  summary: 'All houses',
  answer: z.array(House),
})

export const createHouse = endpoint({
  name: 'createHouse',
  method: 'POST',
  path: '/api/curator/houses',
  who: 'curator',
  summary: 'Adds a house',
  body: NewHouse,
  answer: House,
  status: 201,
  problems: ['bad-request', 'house-code-taken'],
})
