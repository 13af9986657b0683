/** The curator's inbox: what came in, one piece at a time. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ArtworkSlug, HouseCode, PieceId } from './ids.ts'
import { HexColour, HouseName } from './artworks.ts'
import { Decision, DeclineReason, Visibility } from './cards.ts'
import {
  ConsentPurpose,
  Credit,
  MakerName,
  PersonInPicture,
  PieceKind,
  Preparation,
  PreparationFailure,
  RenditionSize,
} from './pieces.ts'

/** The same picture, sent again. It waits with the first, and can be seen while its maker has not taken it down. */
export const Twin = z.object({ id: PieceId, receivedAt: z.iso.datetime(), visibility: Visibility })

/**
 * Why a piece that was the twin of another is one of its own now: a curator saw that they are two pieces, or the other
 * one was taken down, and perhaps this one should be too.
 */
export const Parted = z.enum(['different', 'taken-down'])

/** A piece as curators see it. `widthPx`, `heightPx` are its master's, null until it is prepared. */
export const CuratedPiece = z.object({
  id: PieceId,
  kind: PieceKind,
  house: HouseName,
  receivedAt: z.iso.datetime(),
  preparation: Preparation,
  /** Why it could not be prepared. */
  preparationFailure: PreparationFailure.nullable(),
  decision: Decision,
  /** Null while it waits. */
  decidedAt: z.iso.datetime().nullable(),
  visibility: Visibility,
  credit: Credit,
  person: PersonInPicture,
  consents: z.record(ConsentPurpose, z.boolean()),
  text: z.string().nullable(),
  widthPx: z.int().nullable(),
  heightPx: z.int().nullable(),
  averageColour: HexColour.nullable(),
  twins: z.array(Twin),
  parted: Parted.nullable(),
})
export type CuratedPiece = z.infer<typeof CuratedPiece>

export const listInbox = endpoint({
  name: 'listInbox',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/inbox',
  who: 'curator',
  summary: 'The pieces that wait for a look, oldest first; or those with another decision, newest first',
  params: z.object({ slug: ArtworkSlug }),
  query: z.object({ decision: Decision.default('waiting') }),
  answer: z.array(CuratedPiece),
  problems: ['artwork-not-found'],
})

export const decide = endpoint({
  name: 'decide',
  method: 'PUT',
  path: '/api/curator/pieces/{id}/decision',
  who: 'curator',
  summary: 'With, ask the house, or not with; `waiting` takes a decision back',
  params: z.object({ id: PieceId }),
  body: z.object({
    decision: Decision,
    reason: DeclineReason.optional(),
    /** What the curator saw it to be. If a colleague has decided otherwise meanwhile, nothing is changed. */
    was: Decision.optional(),
    /** The name that stood beside the piece when it was approved. Only a name that a curator has seen is shown. */
    seenName: MakerName.optional(),
  }),
  answer: CuratedPiece,
  problems: ['bad-request', 'piece-not-found', 'piece-deleted', 'piece-is-twin', 'piece-decided'],
})

/** A piece that was looked at: what was said of it, why, when and by whom. */
export const DecidedPiece = CuratedPiece.extend({
  decidedAt: z.iso.datetime(),
  reason: DeclineReason.nullable(),
  /** The name of the curator who decided last. */
  by: z.string().nullable(),
})
export type DecidedPiece = z.infer<typeof DecidedPiece>

/** How long a decision lies on the list of the latest, where it is changed in one step. */
export const decidedListDays = 14
/** How many of them are told at once. */
export const decidedPageSize = 100

export const listDecided = endpoint({
  name: 'listDecided',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/decided',
  who: 'curator',
  summary: 'The pieces that were decided within the last 14 days, newest first',
  params: z.object({ slug: ArtworkSlug }),
  query: z.object({ skip: z.coerce.number().int().min(0).max(100_000).default(0) }),
  answer: z.array(DecidedPiece),
  problems: ['bad-request', 'artwork-not-found'],
})

export const listAnswers = endpoint({
  name: 'listAnswers',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/answers',
  who: 'curator',
  summary: 'The pieces that their houses are asked or answered about, newest first',
  params: z.object({ slug: ArtworkSlug }),
  answer: z.array(DecidedPiece),
  problems: ['artwork-not-found'],
})

export const trustHouse = endpoint({
  name: 'trustHouse',
  method: 'PUT',
  path: '/api/curator/artworks/{slug}/houses/{house}/trust',
  who: 'curator',
  summary: 'Whether the pieces of a house may be taken in together, after a look at all of them',
  params: z.object({ slug: ArtworkSlug, house: HouseCode }),
  body: z.object({ trusted: z.boolean() }),
  problems: ['bad-request', 'artwork-not-found', 'house-not-in-artwork'],
})

/** How many pieces can be decided about together. */
export const togetherMax = 1_000

export const decideTogether = endpoint({
  name: 'decideTogether',
  method: 'POST',
  path: '/api/curator/artworks/{slug}/decisions',
  who: 'curator',
  summary:
    'Takes pieces of trusted houses in together, or takes that back. What can no longer be decided so is left alone, and is not in the answer',
  params: z.object({ slug: ArtworkSlug }),
  body: z.object({
    decision: z.enum(['approved', 'waiting']),
    pieces: z
      .array(z.object({ id: PieceId, seenName: MakerName.optional() }))
      .min(1)
      .max(togetherMax),
  }),
  bodyMaxBytes: 300_000,
  answer: z.object({ decided: z.array(PieceId) }),
  problems: ['bad-request', 'artwork-not-found'],
})

export const partTwins = endpoint({
  name: 'partTwins',
  method: 'POST',
  path: '/api/curator/pieces/{id}/part',
  who: 'curator',
  summary:
    'They are different pieces: those that came later as the same picture as this one wait for a look of their own',
  params: z.object({ id: PieceId }),
  answer: CuratedPiece,
  problems: ['piece-not-found', 'piece-deleted'],
})

export const answerForAltering = endpoint({
  name: 'answerForAltering',
  method: 'PUT',
  path: '/api/curator/pieces/{id}/altering',
  who: 'curator',
  summary:
    'What the house has heard from the maker: whether the piece may be cropped or get other colours. After a no it is shown whole',
  params: z.object({ id: PieceId }),
  body: z.object({ answer: z.enum(['yes', 'no']) }),
  answer: CuratedPiece,
  problems: ['bad-request', 'piece-not-found', 'piece-deleted'],
})

/** A name that was written after its piece was approved. `seenName` is the one that a curator saw before, if any. */
export const NewName = CuratedPiece.pick({
  id: true,
  kind: true,
  house: true,
  text: true,
}).extend({ name: z.string(), seenName: z.string().nullable() })
export type NewName = z.infer<typeof NewName>

export const listNewNames = endpoint({
  name: 'listNewNames',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/new-names',
  who: 'curator',
  summary: 'The names that no curator has seen, of pieces that are approved; visitors are not told them',
  params: z.object({ slug: ArtworkSlug }),
  answer: z.array(NewName),
  problems: ['artwork-not-found'],
})

/** Tell visitors the name, or only the house. */
export const NameAnswer = z.enum(['show', 'house-only'])
export type NameAnswer = z.infer<typeof NameAnswer>

export const answerNewName = endpoint({
  name: 'answerNewName',
  method: 'PUT',
  path: '/api/curator/pieces/{id}/name',
  who: 'curator',
  summary:
    'Says of the name that was seen whether visitors are told it. One written since then waits by itself',
  params: z.object({ id: PieceId }),
  body: z.object({ name: MakerName, answer: NameAnswer }),
  problems: ['bad-request', 'piece-not-found', 'piece-deleted'],
})

export const getPiecePicture = endpoint({
  name: 'getPiecePicture',
  method: 'GET',
  path: '/api/curator/pieces/{id}/picture/{size}',
  who: 'curator',
  summary: "A piece's picture at one size of the ladder (longer side in pixels)",
  params: z.object({ id: PieceId, size: RenditionSize }),
  answer: 'picture',
  problems: ['piece-not-found'],
})
