/** What a curator reads of a piece. */
import type { CuratedPiece, DeclineReason } from '#core/contract/inbox.ts'
import { m } from '#lib/paraglide/messages.js'

export function pieceInWords({ kind, house, text }: CuratedPiece): string {
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

export const reasonWords: Readonly<Record<DeclineReason, () => string>> = {
  rules: m.c_in_why_rules,
  person: m.c_in_why_person,
  unclear: m.c_in_why_unclear,
  hurtful: m.c_in_why_hurtful,
}
