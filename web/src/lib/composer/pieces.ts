/** The pieces that the composer may place. */
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'

export { aspectOf } from '#core/composition/layout-pieces.ts'

function isPlaceable({ preparation, decision, visibility }: CuratedPiece): boolean {
  return preparation === 'ready' && decision === 'approved' && visibility.state === 'up'
}

export function piecesById(pieces: readonly CuratedPiece[]): ReadonlyMap<PieceId, CuratedPiece> {
  return new Map(pieces.filter(isPlaceable).map((piece) => [piece.id, piece]))
}
