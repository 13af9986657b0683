/** What the card's page says about the piece: where it is on its way, in words. */
import type { CardPiece, Decision, DeclineReason } from '#core/contract/cards.ts'
import type { Credit } from '#core/contract/pieces.ts'
import { dayWords } from '#lib/day.ts'
import { m } from '#lib/paraglide/messages.js'

export const dayOf = (instant: string): string => dayWords(new Date(instant))

export function headingOf({ visibility }: CardPiece): string {
  switch (visibility.state) {
    case 'up':
      return m.p_card_here_h()
    case 'hidden':
      return m.p_card_hidden_h()
    case 'deleted':
      return m.p_card_deleted_h()
  }
}

function onItsWay({ preparation, decision, reason, place, first }: CardPiece): string {
  if (preparation === 'unreadable') return m.p_card_unreadable()
  // It stands there as the first one, so what is said is how it is with that.
  if (first) return `${m.p_card_twin()} ${decidedWords(first.decision, first.reason, first.shown !== null)}`
  return decidedWords(decision, reason, place !== null)
}

const declinedWords: Readonly<Record<DeclineReason, () => string>> = {
  rules: m.p_card_declined_rules,
  person: m.p_card_declined_person,
  unclear: m.p_card_declined_unclear,
  hurtful: m.p_card_declined_hurtful,
}

function decidedWords(decision: Decision, reason: DeclineReason | null, isPlaced: boolean): string {
  switch (decision) {
    case 'waiting':
      return m.p_thanks_next()
    case 'asked':
      return m.p_card_asked()
    case 'declined':
      return reason ? declinedWords[reason]() : m.p_card_declined()
    case 'approved':
      return isPlaced ? m.p_card_placed() : m.p_card_with()
  }
}

export function standingOf(piece: CardPiece): string {
  switch (piece.visibility.state) {
    case 'up':
      return onItsWay(piece)
    case 'hidden':
      return m.p_card_hidden({ date: dayOf(piece.visibility.until) })
    case 'deleted':
      return m.p_card_deleted()
  }
}

export function creditWords(credit: Credit, houseName: string): string {
  switch (credit.kind) {
    case 'none':
      return m.p_card_no_name()
    case 'house':
      return houseName
    case 'name':
      return credit.name
  }
}
