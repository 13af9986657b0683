/** Editions: published, immutable states of a composition, with one face for each audience (DESIGN section 9). */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ArtworkSlug, HouseCode, PieceId, PlacementId, Sha256 } from './ids.ts'
import { ArtworkSize, HexColour } from './artworks.ts'
import { Box } from './geometry.ts'
import { AbsentHouse, AllAbsentHouses, AllLeftOut, LeftOut } from './left-out.ts'
import { PieceKind } from './pieces.ts'

export const Face = z.enum(['wall', 'web'])
export type Face = z.infer<typeof Face>

/**
 * The pyramid of one face. `levels[n].tiles[y][x]` is a tile's content hash; the last level is the full size, the
 * first is a single tile. A tile at `/api/tiles/{hash}` never changes.
 */
export const Pyramid = z.object({
  tileSizePx: z.int(),
  widthPx: z.int(),
  heightPx: z.int(),
  levels: z.array(z.object({ widthPx: z.int(), heightPx: z.int(), tiles: z.array(z.array(Sha256)) })),
})
export type Pyramid = z.infer<typeof Pyramid>

/** What a visitor is told of a piece, in the maker's own way. `house` is null unless the maker wanted it said. */
export const ShownPiece = z.object({
  placementId: PlacementId,
  pieceId: PieceId,
  box: Box,
  layer: z.number(),
  kind: PieceKind,
  /** The name the maker chose, once a curator has seen it; else null. */
  name: z.string().nullable(),
  house: z.object({ code: HouseCode, name: z.string(), town: z.string() }).nullable(),
  /** A text's own words, so that they can be read aloud and read by a screen reader. */
  text: z.string().nullable(),
})
export type ShownPiece = z.infer<typeof ShownPiece>

/** One face of the current edition: all that a wall or a page needs to show it. */
export const EditionFace = z.object({
  artwork: z.object({ slug: ArtworkSlug, title: z.string(), invitation: z.string() }),
  edition: z.int(),
  publishedAt: z.iso.datetime(),
  face: Face,
  size: ArtworkSize,
  background: HexColour,
  pyramid: Pyramid,
  /** In the order in which they lie, lowest first. */
  pieces: z.array(ShownPiece),
  /** What the artwork itself says, as it is read: for those who hear the work. */
  texts: z.array(z.object({ placementId: PlacementId, text: z.string() })).default([]),
  /** Changes with what is told of the pieces: a name may come or go while the edition stays. */
  words: Sha256,
  houseCount: z.int(),
})
export type EditionFace = z.infer<typeof EditionFace>

/** Where one more piece could stand in the current edition; `over` a piece that is seen there, if nothing is free. */
export const FreePlace = z.object({ box: Box, standing: z.enum(['free', 'over']) })

/** `edition` is null while nothing is published: then the whole work is free. */
export const FreePlaces = z.object({ edition: z.int().nullable(), places: z.array(FreePlace).min(1) })
export type FreePlaces = z.infer<typeof FreePlaces>

/** Where a publication stands, in figures that a page can put in words. */
export const PublishProgress = z.discriminatedUnion('state', [
  z.object({ state: z.literal('queued'), edition: z.int() }),
  z.object({ state: z.literal('drawing'), edition: z.int(), tilesDone: z.int(), tilesAll: z.int() }),
  z.object({ state: z.literal('published'), edition: z.int() }),
  z.object({ state: z.literal('failed'), edition: z.int() }),
])
export type PublishProgress = z.infer<typeof PublishProgress>

export const Edition = z.object({
  number: z.int(),
  seq: z.int(),
  createdAt: z.iso.datetime(),
  pieceCount: z.int(),
  progress: PublishProgress,
})
export type Edition = z.infer<typeof Edition>

/** What publishing now would change. */
export const PublishPreview = z.object({
  added: z.int(),
  removed: z.int(),
  kept: z.int(),
  /** Approved pieces without a place. */
  unplaced: z.int(),
  /** What the newest edition has noted, as far as it may be true still. */
  leftOut: z.array(LeftOut),
  absentHouses: z.array(AbsentHouse),
})
export type PublishPreview = z.infer<typeof PublishPreview>

const bySlug = z.object({ slug: ArtworkSlug })

export const getPublicEdition = endpoint({
  name: 'getPublicEdition',
  method: 'GET',
  path: '/api/artworks/{slug}/edition',
  who: 'anyone',
  summary: 'The current edition as the web may see it',
  params: bySlug,
  answer: EditionFace,
  problems: ['artwork-not-found', 'edition-not-found'],
})

export const getFreePlaces = endpoint({
  name: 'getFreePlaces',
  method: 'GET',
  path: '/api/artworks/{slug}/free-places',
  who: 'anyone',
  summary:
    'Places in the current edition, as the web sees it, where a piece that is being made can be tried. Nothing is told of pieces that are not shown',
  params: bySlug,
  answer: FreePlaces,
  problems: ['artwork-not-found'],
})

export const getTile = endpoint({
  name: 'getTile',
  method: 'GET',
  path: '/api/tiles/{hash}',
  who: 'anyone',
  summary: 'One tile. Its name is the hash of what is in it',
  params: z.object({ hash: Sha256 }),
  answer: 'picture',
  problems: ['not-found'],
})

export const previewPublish = endpoint({
  name: 'previewPublish',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/publish-preview',
  who: 'curator',
  summary: 'What a new edition would change',
  params: bySlug,
  answer: PublishPreview,
  problems: ['artwork-not-found'],
})

export const publish = endpoint({
  name: 'publish',
  method: 'POST',
  path: '/api/curator/artworks/{slug}/editions',
  who: 'curator',
  summary:
    'Publishes the composition as it is now; the tiles are drawn by a job. Every approved piece that has no place or is hardly seen has a reason, and every house without a piece; who has none is named as unplaced, unseen or absent',
  params: bySlug,
  body: z.object({ leftOut: AllLeftOut, absentHouses: AllAbsentHouses.default([]) }),
  // A reason for each of 30,000 pieces.
  bodyMaxBytes: 4_000_000,
  answer: Edition,
  status: 202,
  problems: ['bad-request', 'artwork-not-found', 'nothing-to-publish', 'pieces-left-out'],
})

export const listEditions = endpoint({
  name: 'listEditions',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/editions',
  who: 'curator',
  summary: 'The editions, newest first',
  params: bySlug,
  answer: z.array(Edition),
  problems: ['artwork-not-found'],
})
