import type { LayoutLock, LayoutPiece } from './layout.ts'

/** The pieces that a layout has to place: all but those that a lock holds already. */
export function unlocked(pieces: readonly LayoutPiece[], locks: readonly LayoutLock[]): LayoutPiece[] {
  const held = new Set(locks.map(({ pieceId }) => pieceId))
  return pieces.filter(({ id }) => !held.has(id))
}
