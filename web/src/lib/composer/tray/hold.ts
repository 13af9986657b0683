/** Takes a piece in the hand: the next tap in the work is its place. Taken again, it is put back. */
import type { CuratedPiece } from '#core/contract/inbox.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Composer } from '../composer.svelte.ts'
import { pieceWords } from '../words.ts'

export function holdPiece(composer: Composer, piece: CuratedPiece): void {
  const isHeld = composer.inHand === piece.id
  composer.inHand = isHeld ? null : piece.id
  composer.say(isHeld ? m.tray_put_back() : m.tray_in_hand({ piece: pieceWords(piece) }))
}
