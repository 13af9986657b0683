import type { CuratedPiece } from '../contract/inbox.ts'
import type { LayoutPiece } from '../layout/layout.ts'

/** Width ÷ height of its master. */
export function aspectOf({ widthPx, heightPx }: Pick<CuratedPiece, 'widthPx' | 'heightPx'>): number {
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
