/** A piece: what one person made, and what its maker said to it. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ArtworkSlug, HouseCode, PieceId, Sha256 } from './ids.ts'
import { photoEditShape } from './photo-edits.ts'
import { sendingPaths } from './sending.ts'
import { Language, line } from './words.ts'

export const PieceKind = z.enum(['photo', 'drawing', 'text'])
export type PieceKind = z.infer<typeof PieceKind>

/** Characters (not UTF-16 units) in a text; ux.md, "Skriv lidt". */
export const textMaxCharacters = 200
export const makerNameMaxCharacters = 40

/**
 * Everything that the maker can be asked to say yes to. The screen is needed, the others are a gift. `alter`: the piece may be
 * cropped, or get other colours; without a yes it is always shown whole, as it was made.
 */
export const ConsentPurpose = z.enum(['screen', 'web', 'print', 'alter'])
export type ConsentPurpose = z.infer<typeof ConsentPurpose>

/** How the yes or no was given. */
export const ConsentWay = z.enum(['own-screen', 'with-help', 'paper-slip'])
export type ConsentWay = z.infer<typeof ConsentWay>

/**
 * One answer to one question. `wording` names the version of the words that the person saw (`consentWordings`), `language`
 * which of its languages they stood in. `saidAt` is the moment by the phone's own clock: without net it can be days before
 * the answer arrives. Paper, a form without JavaScript and a phone with an older page tell neither.
 */
export const ConsentAnswer = z.object({
  purpose: ConsentPurpose,
  answer: z.enum(['yes', 'no']),
  wording: z
    .string()
    .max(40)
    .regex(/^[a-z-]+-\d+$/),
  way: ConsentWay,
  saidAt: z.iso.datetime().optional(),
  language: Language.optional(),
})
export type ConsentAnswer = z.infer<typeof ConsentAnswer>

/**
 * The words now in use for each question. Change the words of `maker.p_ok_*`, `p_web_*`, `p_print_*`, `p_alter_*`: raise the
 * version, and add what it says to `web/messages/consent-wordings.json`, where all that were ever used stay.
 */
export const consentWordings = {
  screen: 'screen-1',
  web: 'web-1',
  print: 'print-1',
  alter: 'alter-1',
} as const satisfies Record<ConsentPurpose, string>

/** One line, in the maker's own words. */
export const MakerName = line(makerNameMaxCharacters)

/** How the maker wants to be named beside the piece. */
export const Credit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('house') }),
  z.object({ kind: z.literal('name'), name: MakerName }),
])
export type Credit = z.infer<typeof Credit>

/** What was answered to "Kan man se en person?"; only a photo is asked. */
export const PersonInPicture = z.enum(['no', 'me', 'other-agreed'])
export type PersonInPicture = z.infer<typeof PersonInPicture>

/**
 * The words beside a piece's content when it is sent. `cardHash` is the SHA-256 of the card's secret, taken of its
 * 16 decoded bytes and not of its letters: the phone makes the secret, the server never sees it here.
 */
export const PieceSubmission = z
  .object({
    kind: PieceKind,
    house: HouseCode,
    credit: Credit,
    person: PersonInPicture.default('no'),
    consents: z.array(ConsentAnswer).max(6),
    cardHash: Sha256,
    /** Of a photo: turned and straightened when it is prepared, see `photo-edits.ts`. */
    ...photoEditShape,
    /** Instead of the content itself: what the parts make together that were brought before (`appendPart`). */
    inParts: z.object({ byteSize: z.int().positive(), sha256: Sha256 }).optional(),
  })
  .refine(({ kind, turn, corners }) => kind === 'photo' || !(turn ?? corners), {
    error: 'only a photo is turned or straightened',
    path: ['kind'],
  })
export type PieceSubmission = z.infer<typeof PieceSubmission>

export const Preparation = z.enum(['received', 'ready', 'unreadable'])
export type Preparation = z.infer<typeof Preparation>

/**
 * Why a piece could not be prepared. `not-a-picture`: none of the accepted types. `too-many-pixels`: more than the
 * limit, by its own header. `truncated`: the file ends too early, so sending it again may help. `damaged`: its decoder
 * gave up. `too-slow`, `too-much-memory`: stopped by us. `too-intricate`: a drawing that cannot be drawn within
 * limits. `gone`: its bytes are not there. `given-up`: it failed, each time in a way that nobody expected.
 */
export const PreparationFailure = z.enum([
  'not-a-picture',
  'too-many-pixels',
  'truncated',
  'damaged',
  'too-slow',
  'too-much-memory',
  'too-intricate',
  'gone',
  'given-up',
])
export type PreparationFailure = z.infer<typeof PreparationFailure>

/** What is answered when a piece has arrived. The phone forgets its copy only if `sha256` is that of the content it sent. */
export const ReceivedPiece = z.object({ id: PieceId, sha256: Sha256, preparation: Preparation })
export type ReceivedPiece = z.infer<typeof ReceivedPiece>

/**
 * What is answered while some of the parts are missing: from which offset on. It is no problem, for whoever sends in
 * parts asks before the first, and browsers tell of a problem on their consoles.
 */
export const MissingContent = z.object({ 'expected-offset': z.int().nonnegative() })
export type MissingContent = z.infer<typeof MissingContent>

export const receivePiece = endpoint({
  name: 'receivePiece',
  method: 'PUT',
  path: sendingPaths.piece,
  who: 'anyone',
  summary:
    'Takes a piece in: part `piece` is the JSON, part `content` the photo, the strokes as JSON, or the text as UTF-8. May be sent again as often as needed. With `inParts` and no `content` it is made of the parts that were brought before; while some are missing, it is answered from which offset on.',
  params: z.object({ slug: ArtworkSlug, id: PieceId }),
  body: PieceSubmission,
  multipart: true,
  answer: z.union([ReceivedPiece, MissingContent]),
  problems: [
    'bad-request',
    'artwork-not-found',
    'artwork-closed',
    'house-not-found',
    'house-not-in-artwork',
    'kind-not-invited',
    'content-missing',
    'content-too-large',
    'not-a-picture',
    'text-empty',
    'text-too-long',
    'drawing-unreadable',
    'consent-missing',
    'piece-differs',
    'piece-deleted',
    'storage-full',
    'busy',
    'unavailable',
  ],
})

/** The header of the IETF's Resumable Uploads for HTTP: where in the content the part begins. */
export const PartHeaders = z.object({
  'upload-offset': z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
})

/**
 * Content can come in parts of up to `partMaxBytes` under the piece's id, so that what has arrived need not be sent
 * again when the net goes. The submission itself (`receivePiece` with `inParts`) asks how much is here: first and last.
 */
export const appendPart = endpoint({
  name: 'appendPart',
  method: 'PATCH',
  path: sendingPaths.part,
  who: 'anyone',
  summary:
    'Appends a part to the content of a piece that is on its way. Of an offset that is not where it goes on, `content-incomplete` says the right one.',
  params: z.object({ slug: ArtworkSlug, id: PieceId }),
  headers: PartHeaders,
  bytes: 'application/partial-upload',
  answer: z.object({ offset: z.int().nonnegative() }),
  problems: [
    'artwork-not-found',
    'artwork-closed',
    'content-incomplete',
    'content-missing',
    'piece-complete',
    'piece-deleted',
    'storage-full',
    'busy',
  ],
})

/** The longer side in pixels of each stored rendition, small to large. */
export const renditionSizesPx = [32, 64, 128, 256, 512, 1024, 2048] as const
export const RenditionSize = z.coerce.number().pipe(z.union(renditionSizesPx.map((size) => z.literal(size))))
export type RenditionSize = (typeof renditionSizesPx)[number]
