/** The tables as Kysely sees them. `migrations/` is the truth; names are camelCase here and snake_case there. */
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { AbsenceReason, LeftOut } from '#core/contract/left-out.ts'
import type { PreparationFailure } from '#core/contract/pieces.ts'

type Time = ColumnType<Date, Date | string, Date | string>
/** bigint columns hold counters far below 2^53; the driver is told to read them as numbers. */
type Counter = number
type Defaulted<T> = ColumnType<T, T | undefined, T>
type Json = JSONColumnType<object>

export interface HouseTable {
  id: Generated<string>
  code: string
  name: string
  kind: 'vaerested' | 'idraetsforening' | 'boform'
  town: string
  createdAt: Generated<Date>
}

export interface ArtworkTable {
  id: Generated<string>
  slug: string
  title: string
  invitation: string
  question: string
  rules: string[]
  kinds: ('photo' | 'drawing' | 'text')[]
  background: string
  paints: Defaulted<string[]>
  paper: Defaulted<string>
  widthMm: number
  heightMm: number
  widthPx: number
  heightPx: number
  opensAt: Time
  closesAt: Time | null
  seq: Defaulted<number>
  repeatsAllowed: Defaulted<boolean>
  createdAt: Generated<Date>
}

export interface EntranceTable {
  code: string
  artworkId: string
  houseId: string
  trusted: Defaulted<boolean>
}

export interface PieceTable {
  id: string
  artworkId: string
  houseId: string
  kind: 'photo' | 'drawing' | 'text'
  receivedAt: Generated<Date>
  contentSha256: Buffer | null
  contentType: string | null
  incomingKey: string | null
  preparation: Defaulted<'received' | 'ready' | 'unreadable'>
  preparationFailure: PreparationFailure | null
  decision: Defaulted<'waiting' | 'approved' | 'asked' | 'declined'>
  decidedAt: Time | null
  declineReason: string | null
  visibility: Defaulted<'up' | 'hidden' | 'deleted'>
  hiddenAt: Time | null
  deletedAt: Time | null
  screenYes: Generated<boolean>
  webYes: Generated<boolean>
  printYes: Generated<boolean>
  alterYes: Generated<boolean>
  credit: 'none' | 'house' | 'name'
  makerName: string | null
  seenName: string | null
  shownName: GeneratedAlways<string | null>
  person: 'no' | 'me' | 'other-agreed'
  fromPaper: Defaulted<boolean>
  text: string | null
  drawing: Json | null
  turnDeg: Defaulted<0 | 90 | 180 | 270>
  /** x and y of the four corners of a sheet. */
  corners: number[] | null
  widthPx: number | null
  heightPx: number | null
  averageColour: string | null
  features: Buffer | null
  thumbhash: Buffer | null
  gradientEnergy: number | null
  /** 64 characters, each 0 or 1. */
  perceptualHash: string | null
  twinOf: string | null
  parted: 'different' | 'taken-down' | null
  standsAlone: GeneratedAlways<boolean>
  placeable: GeneratedAlways<boolean>
  inSheets: GeneratedAlways<boolean>
}

export interface ConsentTable {
  pieceId: string
  number: GeneratedAlways<number>
  purpose: 'screen' | 'web' | 'print' | 'alter'
  answer: 'yes' | 'no'
  wording: string
  way: 'own-screen' | 'with-help' | 'paper-slip'
  /** When it arrived. */
  at: Generated<Date>
  /** When it was said, to the second; null where nobody told, or what was told cannot be. */
  saidAt: Date | null
  /** What the words were read in; null where nobody told. */
  language: 'da' | 'en' | 'kl' | null
}

export interface CardTable {
  pieceId: string
  secretHash: Buffer
  houseId: string
  words: GeneratedAlways<number>
}

export interface RenditionTable {
  pieceId: string
  sizePx: number
  widthPx: number
  heightPx: number
  mediaType: string
  byteSize: number
  sha256: Buffer
  storageKey: string
}

export interface SheetCellTable {
  artworkId: string
  number: number
  pieceId: string
}

export interface SheetTable {
  artworkId: string
  cellPx: number
  number: number
  byteSize: number
  sha256: Buffer
  storageKey: string
}

export interface StaffTable {
  id: Generated<string>
  name: string
  email: string
  emailVerified: Defaulted<boolean>
  image: string | null
  role: 'administrator' | 'curator' | 'host'
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

export interface StaffInvitationTable {
  tokenHash: Buffer
  role: 'administrator' | 'curator' | 'host'
  createdAt: Generated<Date>
  expiresAt: Time
  usedAt: Time | null
}

export interface AuditTable {
  id: Generated<string>
  at: Generated<Date>
  staffId: string
  action: string
  subjectKind: string
  subjectId: string
}

export interface PlacementTable {
  id: string
  artworkId: string
  pieceId: string | null
  slot: string | null
  xMm: number
  yMm: number
  widthMm: number
  heightMm: number
  rotationDeg: number
  layer: number
  locked: boolean
  repeats: Defaulted<boolean>
  crop: Json | null
  mount: Json | null
  groupId: string | null
  revision: Counter
  element: Json | null
}

export interface CompositionOpTable {
  artworkId: string
  seq: Counter
  actor: string | null
  clientOpId: string
  kind: string
  payload: Json
  inverse: Json
  undoes: number | null
  at: Generated<Date>
}

export interface NamedVersionTable {
  id: string
  artworkId: string
  seq: Counter
  name: string
  namedAt: Time
}

export interface EditionTable {
  id: Generated<string>
  artworkId: string
  number: number
  seq: Counter
  places: Json
  state: Defaulted<'queued' | 'drawing' | 'published' | 'failed'>
  tilesDone: Defaulted<number>
  tilesAll: Defaulted<number>
  pieceCount: Defaulted<number>
  createdAt: Generated<Date>
  publishedAt: Time | null
}

export interface EditionFaceTable {
  editionId: string
  face: 'wall' | 'web'
  pyramid: Json
  cover: string
}

/** `staffId` null: noted by the house itself. */
export interface EditionLeftOutTable {
  editionId: string
  artworkId: string
  pieceId: string
  reason: LeftOut['reason']
  staffId: string | null
  notedAt: Time
}

export interface EditionAbsentHouseTable {
  editionId: string
  artworkId: string
  houseId: string
  reason: AbsenceReason
  staffId: string | null
  notedAt: Time
}

export interface EditionClearedTable {
  editionId: string
  at: Generated<Date>
}

export interface ScreenTable {
  id: Generated<string>
  tokenHash: Buffer
  code: string | null
  name: string | null
  artworkId: string | null
  createdAt: Generated<Date>
  pairedAt: Time | null
  lastSeenAt: Time | null
  shownEdition: number | null
}

/** House null: for all houses. */
export interface VoiceClipTable {
  id: string
  houseId: string | null
  locale: 'da' | 'en' | 'kl'
  slot: string
  text: string
  keptAt: Generated<Date>
}

export interface VoiceEncodingTable {
  clipId: string
  mediaType: 'audio/mp4' | 'audio/webm'
  sha256: Buffer
  byteSize: number
}

export interface ParkedDraftTable {
  id: string
  houseId: string
  storageKey: string
  remind: Defaulted<boolean>
  parkedAt: Time
}

export interface Tables {
  house: HouseTable
  artwork: ArtworkTable
  entrance: EntranceTable
  piece: PieceTable
  consent: ConsentTable
  card: CardTable
  rendition: RenditionTable
  sheetCell: SheetCellTable
  sheet: SheetTable
  staff: StaffTable
  staffInvitation: StaffInvitationTable
  audit: AuditTable
  placement: PlacementTable
  compositionOp: CompositionOpTable
  namedVersion: NamedVersionTable
  edition: EditionTable
  editionFace: EditionFaceTable
  editionLeftOut: EditionLeftOutTable
  editionAbsentHouse: EditionAbsentHouseTable
  editionCleared: EditionClearedTable
  screen: ScreenTable
  voiceClip: VoiceClipTable
  voiceEncoding: VoiceEncodingTable
  parkedDraft: ParkedDraftTable
}
