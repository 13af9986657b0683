/** The composition: which piece stands where, and the log of operations that made it so (DESIGN section 6). */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ArtworkSlug, GroupId, PieceId, PlacementId, StaffId } from './ids.ts'
import { CuratedPiece } from './inbox.ts'
import { ArtworkSize, HexColour } from './artworks.ts'
import { ArtworkElement } from './elements.ts'
import { Box } from './geometry.ts'
import { Crop, Mount } from './look.ts'
import { line } from './words.ts'

/**
 * A place in the work. `pieceId` is null where a piece was taken down and the place stands empty (a marigold).
 * `slot` names a field of a layout, free places have none. Higher `layer` lies on top. `revision` is the
 * sequence number of the operation that put it as it is; an undo brings the earlier one back.
 */
export const Placement = Box.extend({
  id: PlacementId,
  pieceId: PieceId.nullable(),
  /** Only where no piece stands: the artwork's own words, field or thread. Without it the place is an empty one. */
  element: ArtworkElement.optional(),
  slot: line(60).nullable(),
  layer: z.number().min(-1e9).max(1e9),
  locked: z.boolean(),
  revision: z.int().min(0),
  /** Only of a piece whose maker lets it be altered. It goes with the picture: another piece in the place has none. */
  crop: Crop.optional(),
  mount: Mount.optional(),
  /** Those of one group are chosen and moved together. */
  groupId: GroupId.optional(),
  /** A copy: the piece stands elsewhere too. Only in an artwork that allows repeats. */
  repeats: z.boolean().optional(),
})
export type Placement = z.infer<typeof Placement>

/** What a hand can set: everything but identity and revision. `null` takes away what need not be there. */
export const PlacementValues = Placement.omit({ id: true, revision: true }).extend({
  crop: Crop.nullable().optional(),
  mount: Mount.nullable().optional(),
  groupId: GroupId.nullable().optional(),
})
export type PlacementValues = z.infer<typeof PlacementValues>

const Addition = z.object({ do: z.literal('add'), id: PlacementId, values: PlacementValues })
const Setting = z.object({ do: z.literal('set'), id: PlacementId, values: PlacementValues.partial() })
const Removal = z.object({ do: z.literal('remove'), id: PlacementId })

/** What a hand asks for: one placement made, changed or taken out. */
export const HandChange = z.discriminatedUnion('do', [Addition, Setting, Removal])
export type HandChange = z.infer<typeof HandChange>

/**
 * One placement made, changed or taken out, as the log keeps it. Only an undo names a `revision`: what it puts back
 * is again the doing of that earlier operation, so that an undo before it can go on from there.
 */
const revision = z.int().min(0).optional()
export const Change = z.discriminatedUnion('do', [
  Addition.extend({ revision }),
  Setting.extend({ revision }),
  Removal,
])
export type Change = z.infer<typeof Change>

export const HandKind = z.enum(['place', 'move', 'layer', 'lock', 'crop', 'mount', 'group', 'remove'])
export type HandKind = z.infer<typeof HandKind>

/** What the hand meant; the log reads by it. `withdraw` is the maker's, through the card. */
export const OperationKind = z.enum([...HandKind.options, 'layout', 'undo', 'restore', 'withdraw'])
export type OperationKind = z.infer<typeof OperationKind>

/** One row of the log. `undoes` is the sequence number that an undo took back. */
export const Operation = z.object({
  seq: z.int().min(1),
  clientOpId: z.uuid(),
  actor: StaffId.nullable(),
  kind: OperationKind,
  changes: z.array(Change),
  undoes: z.int().nullable(),
  at: z.iso.datetime(),
})
export type Operation = z.infer<typeof Operation>

/**
 * What a client asks for. `clientOpId` makes it safe to send again. A layout is computed where the log is kept
 * and enters it as one operation; so does an undo (and an undo of an undo is the redo), and going back `to` how the
 * composition stood after an earlier operation.
 */
export const OperationRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: HandKind,
    clientOpId: z.uuid(),
    changes: z.array(HandChange).min(1).max(30_000),
  }),
  z.object({
    kind: z.literal('layout'),
    clientOpId: z.uuid(),
    layout: z.string().max(40),
    options: z.record(z.string(), z.unknown()),
    seed: z.int(),
  }),
  z.object({ kind: z.literal('undo'), clientOpId: z.uuid(), undoes: z.int().min(1) }),
  z.object({ kind: z.literal('restore'), clientOpId: z.uuid(), to: z.int().min(0) }),
])
export type OperationRequest = z.infer<typeof OperationRequest>

/** `left` names the placements that an undo left alone, because somebody has touched them since. */
export const OperationAnswer = z.object({ operation: Operation, left: z.array(PlacementId) })
export type OperationAnswer = z.infer<typeof OperationAnswer>

/** A stretch of the log, in order. Where `seq`, the last of the whole log, is past its own last one, there is more. */
export const LogStretch = z.object({ seq: z.int().min(0), operations: z.array(Operation) })
export type LogStretch = z.infer<typeof LogStretch>

export const Composition = z.object({
  seq: z.int().min(0),
  title: z.string(),
  size: ArtworkSize,
  background: HexColour,
  /** Whether a piece may stand in several places. */
  repeatsAllowed: z.boolean(),
  placements: z.array(Placement),
  /** Every approved piece that may be placed; the tray shows those without a place. */
  pieces: z.array(CuratedPiece),
})
export type Composition = z.infer<typeof Composition>

const bySlug = z.object({ slug: ArtworkSlug })

export const getComposition = endpoint({
  name: 'getComposition',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/composition',
  who: 'curator',
  summary: 'The working arrangement and the pieces that it can be made of',
  params: bySlug,
  answer: Composition,
  problems: ['artwork-not-found'],
})

export const listOperations = endpoint({
  name: 'listOperations',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/operations',
  who: 'curator',
  summary: 'The operations after a sequence number: what a client missed, a stretch at a time',
  params: bySlug,
  query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
  answer: LogStretch,
  problems: ['artwork-not-found'],
})

export const applyOperation = endpoint({
  name: 'applyOperation',
  method: 'POST',
  path: '/api/curator/artworks/{slug}/operations',
  who: 'curator',
  summary: 'Does one thing to the composition and writes it in the log',
  params: bySlug,
  body: OperationRequest,
  // A hand that holds 25,000 places at once.
  bodyMaxBytes: 12_000_000,
  answer: OperationAnswer,
  problems: [
    'bad-request',
    'artwork-not-found',
    'not-placeable',
    'already-placed',
    'place-locked',
    'not-alterable',
    'repeats-not-allowed',
    'operation-unknown',
    'version-unknown',
    'layout-unknown',
  ],
})

export const allowRepeats = endpoint({
  name: 'allowRepeats',
  method: 'PUT',
  path: '/api/curator/artworks/{slug}/composition/repeats',
  who: 'curator',
  summary: 'Whether a piece may stand in several places; not to be forbidden while one does',
  params: bySlug,
  body: z.object({ allowed: z.boolean() }),
  problems: ['bad-request', 'artwork-not-found', 'repeats-in-use'],
})

/**
 * Events: `operation` with `{ seq }`, `edition` with `PublishProgress`, `piece` with `{ id }`, `sheets` and `versions`
 * with nothing. Of who else is there: `here` with all, `presence` with one (`Presence`), `left` with `{ tab }`.
 */
export const followComposition = endpoint({
  name: 'followComposition',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/events',
  who: 'curator',
  summary:
    'Server-sent events: an operation was written, a piece came in or left, its sheets are others, an edition is being made',
  params: bySlug,
  // The window that listens: when its line ends, it is gone for the others.
  query: z.object({ tab: z.uuid().toLowerCase().optional() }),
  answer: 'events',
  problems: ['artwork-not-found'],
})
