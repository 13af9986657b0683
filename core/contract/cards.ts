/**
 * The card: three pictured words and a QR. Whoever holds the QR (`Authorization: Card <secret>`) holds the piece.
 * The words and the house's code may only hide.
 */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ArtworkSlug, HouseCode, PieceId } from './ids.ts'
import { HouseName } from './artworks.ts'
import { ConsentAnswer, ConsentPurpose, Credit, PieceKind, Preparation, RenditionSize } from './pieces.ts'
import { Box } from './geometry.ts'
import { sendingPaths } from './sending.ts'

export const Decision = z.enum(['waiting', 'approved', 'asked', 'declined'])
export type Decision = z.infer<typeof Decision>

/** A kind answer to whoever made the piece; the curator chooses one, none is written freely. */
export const DeclineReason = z.enum(['rules', 'person', 'unclear', 'hurtful'])
export type DeclineReason = z.infer<typeof DeclineReason>

/** A hidden piece can be put up again until `until`; then it is deleted. */
export const Visibility = z.discriminatedUnion('state', [
  z.object({ state: z.literal('up') }),
  z.object({ state: z.literal('hidden'), until: z.iso.datetime() }),
  z.object({ state: z.literal('deleted') }),
])
export type Visibility = z.infer<typeof Visibility>

/** A piece as its maker's card shows it. */
export const CardPiece = z.object({
  id: PieceId,
  kind: PieceKind,
  artwork: z.object({ slug: ArtworkSlug, title: z.string() }),
  house: HouseName,
  preparation: Preparation,
  decision: Decision,
  /** Why it is not with, if a reason was chosen. */
  reason: DeclineReason.nullable(),
  visibility: Visibility,
  credit: Credit,
  /** The piece is in, and its name waits: visitors are told the house alone until a curator has seen the name. */
  nameWaits: z.boolean(),
  consents: z.record(ConsentPurpose, z.boolean()),
  /** Where it stands in the edition now on the wall, if it does. */
  place: Box.nullable(),
  /**
   * The same picture was here already, and stands for this one too: what was decided about it, and its id if it is in
   * the edition now on the wall. Null for a piece of its own.
   */
  first: z
    .object({ decision: Decision, reason: DeclineReason.nullable(), shown: PieceId.nullable() })
    .nullable(),
})
export type CardPiece = z.infer<typeof CardPiece>

/** Indices into the card words (`core/card/words.ts`), in the order shown. */
export const CardWords = z.tuple([z.int().min(0).max(255), z.int().min(0).max(255), z.int().min(0).max(255)])
export type CardWords = z.infer<typeof CardWords>

export const getCard = endpoint({
  name: 'getCard',
  method: 'GET',
  path: '/api/card',
  who: 'card',
  summary: 'The piece that the card belongs to',
  answer: CardPiece,
  problems: ['card-unknown'],
})

export const getCardPicture = endpoint({
  name: 'getCardPicture',
  method: 'GET',
  path: '/api/card/picture/{size}',
  who: 'card',
  summary: 'The picture of the piece, for its maker only',
  params: z.object({ size: RenditionSize }),
  answer: 'picture',
  problems: ['card-unknown', 'piece-not-found'],
})

export const changeCard = endpoint({
  name: 'changeCard',
  method: 'PATCH',
  path: sendingPaths.card,
  who: 'card',
  summary:
    'Changes the name beside the piece, or answers the questions about screen, web, print and cropping',
  body: z.object({ credit: Credit.optional(), consents: z.array(ConsentAnswer).max(6).optional() }),
  answer: CardPiece,
  problems: ['bad-request', 'card-unknown', 'piece-deleted'],
})

export const hidePiece = endpoint({
  name: 'hidePiece',
  method: 'POST',
  path: '/api/card/hide',
  who: 'card',
  summary: 'Takes the piece down. It can be put up again within 30 days',
  answer: CardPiece,
  problems: ['card-unknown', 'piece-deleted'],
})

export const showPiece = endpoint({
  name: 'showPiece',
  method: 'POST',
  path: '/api/card/show',
  who: 'card',
  summary: 'Puts a hidden piece up again',
  answer: CardPiece,
  problems: ['card-unknown', 'piece-deleted'],
})

export const deletePiece = endpoint({
  name: 'deletePiece',
  method: 'DELETE',
  path: '/api/card',
  who: 'card',
  summary: 'Deletes every byte and every word of the piece, for good',
  answer: CardPiece,
  problems: ['card-unknown'],
})

/** One of several pieces with the same words: as much as its maker needs to know it by, and nothing of what is in it. */
export const SameWords = z.object({ id: PieceId, kind: PieceKind, receivedAt: z.iso.datetime() })
export type SameWords = z.infer<typeof SameWords>

export const hideByWords = endpoint({
  name: 'hideByWords',
  method: 'POST',
  path: '/api/houses/{house}/cards/hide',
  who: 'anyone',
  summary:
    'Takes down what the three words name in one house. The answer is the same whether there was such a card or not; only when several have these words, it asks which',
  params: z.object({ house: HouseCode }),
  body: z.object({ words: CardWords, which: PieceId.optional() }),
  answer: z.object({ heard: z.literal(true), choose: z.array(SameWords).optional() }),
  status: 202,
  problems: ['bad-request', 'too-many-tries'],
})
