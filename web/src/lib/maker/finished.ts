/** What is left of a finished piece once it is sent, or its card is put away. */
import { newDraft, type Draft, type FinishedPiece, type SpokenAnswer } from './pieces.ts'

/** A draft with nothing in it but where the parked copy lies. */
export const emptied = ({ draft }: FinishedPiece): Draft => ({
  ...newDraft(draft.id, draft.code),
  parked: draft.parked,
})

/**
 * What it takes to send it, and no more: what it was made from goes, and with it the card, as soon as nothing that its
 * holder has said is still to be told under it. Of a piece that was refused the server knows nothing yet, so that there
 * all that was said goes with the piece itself.
 */
export function sealed(piece: FinishedPiece): FinishedPiece {
  const put = { ...piece, putAway: true, draft: emptied(piece) }
  const said = Object.values(piece.gifts)
  if (piece.sending.state === 'refused')
    return { ...put, secret: '', gifts: {}, consents: [...piece.consents, ...said.map((gift) => gift.said)] }
  return { ...put, secret: said.every((gift) => gift.heard) ? '' : piece.secret }
}

export const hasSomethingToSay = (piece: FinishedPiece): boolean =>
  piece.sending.state === 'waiting' ||
  (piece.sending.state === 'sent' && Object.values(piece.gifts).some((gift) => !gift.heard))

/** An answer changed while the old one was under way is still to be told. */
export function heardIn(
  gifts: FinishedPiece['gifts'],
  told: readonly SpokenAnswer[],
): FinishedPiece['gifts'] {
  const entries = Object.entries(gifts).map(
    ([purpose, gift]) => [purpose, { ...gift, heard: gift.heard || told.includes(gift.said) }] as const,
  )
  return Object.fromEntries(entries)
}
