/** What the phone keeps of a piece: while it is being made, and after that until the server has it. */
import type { Stroke } from '#core/ink/drawing.ts'
import type { PhotoEdits } from '#core/contract/photo-edits.ts'
import { usualPaper } from '#core/ink/paints.ts'
import type { ConsentPurpose, ConsentWay, Credit, PersonInPicture, PieceKind } from '#core/contract/pieces.ts'
import type { ProblemType } from '#core/contract/problems.ts'
import type { Language } from '#core/contract/words.ts'
import type { Quad, Turn } from '#core/picture/quad.ts'
import type { HidingStroke } from './hiding.ts'

/** Where a piece comes in: taken from what the code on the poster leads to. */
export interface Entry {
  readonly code: string
  readonly slug: string
  readonly houseCode: string
}

/**
 * A piece that is being made. Work of another kind stays when the person tries something else. The photo's bytes
 * lie beside it under the same id.
 */
export interface Draft {
  readonly id: string
  readonly code: string
  readonly kind: PieceKind | null
  readonly photo: { readonly type: string; readonly sizeBytes: number } | null
  /** The artwork's paper, as it was when the drawing was begun. */
  readonly paper: string
  /** "En farve er nok": one paint over the whole sheet, below the strokes. */
  readonly ground: string | null
  /** "Rolig streg": whether the next strokes are smoothed more. */
  readonly calm: boolean
  /** What the server will do to the photo: straighten it from the corners of a sheet, and turn it. */
  readonly turn: Turn
  readonly corners: Quad | null
  /** What has been painted over in the photo. Its bytes hold it already; the unhidden ones lie beside them. */
  readonly hidden: readonly HidingStroke[]
  /** Taken back, the last one first. */
  readonly unhidden: readonly HidingStroke[]
  readonly strokes: readonly Stroke[]
  /** Strokes taken back, the last one first: what "Et skridt frem" brings again. */
  readonly undone: readonly Stroke[]
  readonly text: string
  readonly person: PersonInPicture | null
  readonly credit: Credit | null
  /** `open` while the camera has the screen: if the page starts with it, the phone closed the page meanwhile. */
  readonly camera: 'shut' | 'open'
  /** "Nej tak, slet det" can be taken back for a short while. */
  readonly standing: { readonly state: 'kept' } | { readonly state: 'thrown-out'; readonly atMs: number }
  /** The secret of the card that was given for it before it was finished; the finished piece keeps it. */
  readonly card: string | null
  /** Under which id a sealed copy lies on the server, for other devices. */
  readonly parked: string | null
}

export type Answer = 'yes' | 'no'
export type GiftPurpose = Exclude<ConsentPurpose, 'screen'>

export interface SpokenAnswer {
  readonly purpose: ConsentPurpose
  readonly answer: Answer
  readonly wording: string
  readonly way: ConsentWay
  /** Neither is there on an answer that was given to an earlier version. */
  readonly saidAt?: string
  readonly language?: Language
}

/** Why the server will never take the piece as it is, with the sentence that says what to do. */
export interface Refusal {
  readonly problem: ProblemType
  readonly da: string
  readonly en: string
  readonly kl?: string
}

/** A finished piece. Its bytes lie beside it until the server has answered with their hash. */
export interface FinishedPiece {
  readonly id: string
  readonly entry: Entry
  readonly finishedAtMs: number
  /** Empty once the card is put away and all that its holder said has been heard: sending needs only the hash. */
  readonly secret: string
  readonly cardHash: string
  readonly kind: PieceKind
  readonly contentType: string
  readonly sha256: string
  /** Not there on a piece that was finished by an earlier version. */
  readonly sizeBytes?: number
  readonly credit: Credit
  readonly person: PersonInPicture
  readonly consents: readonly SpokenAnswer[]
  readonly sending:
    | { readonly state: 'waiting' }
    | { readonly state: 'refused'; readonly why: Refusal }
    | { readonly state: 'sent' }
  /** What was answered about web and print, and whether the server has heard it. */
  readonly gifts: Readonly<
    Partial<Record<GiftPurpose, { readonly said: SpokenAnswer; readonly heard: boolean }>>
  >
  /** Sealed: nobody can open the card here, and nothing of the piece stays once it is sent. */
  readonly putAway: boolean
  /** What it was made from, so that a refused piece can be mended. */
  readonly draft: Draft
}

/** The server will never take it as it is. */
export type RefusedPiece = FinishedPiece & {
  readonly sending: { readonly state: 'refused'; readonly why: Refusal }
}

export const isRefused = (piece: FinishedPiece): piece is RefusedPiece => piece.sending.state === 'refused'

/** A photo as it came. */
export const untouched = { turn: 0, corners: null, hidden: [], unhidden: [] } as const

export const newDraft = (id: string, code: string): Draft => ({
  id,
  code,
  kind: null,
  photo: null,
  paper: usualPaper,
  ground: null,
  calm: false,
  ...untouched,
  strokes: [],
  undone: [],
  text: '',
  person: null,
  credit: null,
  camera: 'shut',
  standing: { state: 'kept' },
  card: null,
  parked: null,
})

/** A stroke is enough, and so is a colour. */
export const isDrawn = (draft: Draft): boolean => draft.strokes.length > 0 || draft.ground !== null

/** What is sent beside a photo, as the contract has it. A draft of an older page says nothing. */
export function editsOf({ kind, turn, corners }: Draft): PhotoEdits {
  if (kind !== 'photo') return {}
  return { ...(turn && { turn }), ...(corners && { corners: copied(corners) }) }
}

const copied = ([a, b, c, d]: Quad): NonNullable<PhotoEdits['corners']> => [[...a], [...b], [...c], [...d]]

/** Whether there is something in it that a person would miss. */
export const isBegun = (draft: Draft): boolean =>
  draft.standing.state === 'kept' && (draft.photo !== null || isDrawn(draft) || draft.text.trim() !== '')

/** Whether the chosen kind has been made. */
export function isMade(draft: Draft): boolean {
  switch (draft.kind) {
    case 'photo':
      return draft.photo !== null && draft.person !== null
    case 'drawing':
      return isDrawn(draft)
    case 'text':
      return draft.text.trim() !== ''
    case null:
      return false
  }
}

export type Step = 1 | 2 | 3 | 4 | 5

/** How far the answers reach: nobody stands before a question whose ground is missing. */
export function furthestStep(draft: Draft): Step {
  if (draft.kind === null) return 1
  if (!isMade(draft)) return 2
  return draft.credit === null ? 4 : 5
}

/** How much lies on the phone until the server has it, or a person lets go of it. */
export const waitingBytes = (pieces: readonly FinishedPiece[]): number =>
  pieces
    .filter((piece) => piece.sending.state !== 'sent')
    .reduce((sum, piece) => sum + (piece.sizeBytes ?? 0), 0)

/** Characters as a reader counts them, not UTF-16 units; the contract's limit is in these. */
export const characterCount = (text: string): number => [...text.trim()].length
