/** What the composer and the layouts need to know of a piece. */
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import type { LayoutPiece } from '#core/layout/layout.ts'

function isPlaceable({ preparation, decision, visibility }: CuratedPiece): boolean {
  return preparation === 'ready' && decision === 'approved' && visibility.state === 'up'
}

export function piecesById(pieces: readonly CuratedPiece[]): ReadonlyMap<PieceId, CuratedPiece> {
  return new Map(pieces.filter(isPlaceable).map((piece) => [piece.id, piece]))
}

/** Width ÷ height of its master. */
export function aspectOf({ widthPx, heightPx }: CuratedPiece): number {
  return widthPx && heightPx ? widthPx / heightPx : 1
}

/** In the order given: as they arrived, in which the log's own layout has them too. */
export function layoutPieces(pieces: Iterable<CuratedPiece>): LayoutPiece[] {
  return Array.from(pieces, (piece) => ({
    id: piece.id,
    houseCode: piece.house.code,
    aspect: aspectOf(piece),
    averageColour: piece.averageColour ?? '#808080',
  }))
}
