/** What a curator reads of a piece. */
import type { DeclineReason } from '#core/contract/cards.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import type { PieceKind, PreparationFailure } from '#core/contract/pieces.ts'
import { m } from '#lib/paraglide/messages.js'

export function pieceInWords({ kind, house, text }: Pick<CuratedPiece, 'kind' | 'house' | 'text'>): string {
  switch (kind) {
    case 'photo':
      return m.c_in_alt_photo({ house: house.name })
    case 'drawing':
      return m.c_in_alt_drawing({ house: house.name })
    case 'text':
      return m.c_in_alt_text({ house: house.name, text: text ?? '' })
  }
}

export function creditInWords({ credit }: CuratedPiece): string {
  switch (credit.kind) {
    case 'none':
      return m.c_in_credit_none()
    case 'house':
      return m.c_in_credit_house()
    case 'name':
      return credit.name
  }
}

export function personInWords({ person }: CuratedPiece): string {
  switch (person) {
    case 'no':
      return m.c_in_face_no()
    case 'me':
      return m.c_in_face_me()
    case 'other-agreed':
      return m.c_in_face()
  }
}

const kindWords: Readonly<Record<PieceKind, () => string>> = {
  photo: m.c_kind_photo,
  drawing: m.c_kind_drawing,
  text: m.c_kind_text,
}

export const kindInWords = (kind: PieceKind): string => kindWords[kind]()

const unreadableWords: Readonly<Record<PreparationFailure, () => string>> = {
  'not-a-picture': m.c_in_unreadable_not_a_picture,
  'too-many-pixels': m.c_in_unreadable_too_many_pixels,
  truncated: m.c_in_unreadable_truncated,
  damaged: m.c_in_unreadable_damaged,
  'too-slow': m.c_in_unreadable_too_slow,
  'too-much-memory': m.c_in_unreadable_too_slow,
  'too-intricate': m.c_in_unreadable_too_slow,
  gone: m.c_in_unreadable_gone,
  'given-up': m.c_in_unreadable_given_up,
}

export const unreadableInWords = ({ preparationFailure }: CuratedPiece): string =>
  preparationFailure === null ? '' : unreadableWords[preparationFailure]()

export const reasonWords: Readonly<Record<DeclineReason, () => string>> = {
  rules: m.c_in_why_rules,
  person: m.c_in_why_person,
  unclear: m.c_in_why_unclear,
  hurtful: m.c_in_why_hurtful,
}
