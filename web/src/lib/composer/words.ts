/** What things in the composer are called, for those who see and for those who hear. */
import type { ArtworkElement } from '#core/contract/elements.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import { m } from '#lib/paraglide/messages.js'

const textShownMax = 40

/** "Foto fra Huset ved åen"; an empty place where there is no piece. */
export function pieceWords(piece: CuratedPiece | null | undefined): string {
  if (piece === null) return m.composer_empty_place()
  if (piece === undefined) return m.composer_piece_unknown()
  const house = piece.house.name
  if (piece.kind === 'photo') return m.composer_piece_photo({ house })
  if (piece.kind === 'drawing') return m.composer_piece_drawing({ house })
  return m.composer_piece_text({ text: shortened(piece.text ?? ''), house })
}

function shortened(text: string): string {
  return text.length > textShownMax ? `${text.slice(0, textShownMax)}…` : text
}

/** What is the artwork's own. */
export function elementWords(element: ArtworkElement): string {
  if (element.kind === 'field') return m.composer_element_field()
  if (element.kind === 'thread') return m.composer_element_thread({ count: element.points.length })
  return m.composer_element_words({ text: shortened(element.text) })
}
