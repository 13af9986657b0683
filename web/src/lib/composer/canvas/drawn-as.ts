/** How a placement is drawn: where its piece is seen, which part of its picture, and with what around it. */
import { boxShown, isSameAspect, seenPart } from '#core/composition/crop.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import type { Crop, Mount } from '#core/contract/look.ts'
import { aspectOf } from '../pieces.ts'
import type { Stood } from './painter.ts'

export interface Drawn {
  readonly box: Box
  /** The part of its picture that is seen; nothing for all of it. */
  readonly part?: Crop | undefined
  readonly mount?: Mount | undefined
}

export type DrawnAs = (stood: Stood) => Drawn

export function drawnAmong(pieces: ReadonlyMap<PieceId, CuratedPiece>): DrawnAs {
  return (stood) => {
    const { pieceId, crop, mount } = stood
    const piece = pieceId === null ? undefined : pieces.get(pieceId)
    if (!piece) return { box: stood, mount }
    const aspect = aspectOf(piece)
    const box = boxShown(stood, aspect, piece.consents.alter)
    const placeAspect = box.widthMm / box.heightMm
    const isWhole = !crop && isSameAspect(placeAspect, aspect)
    return { box, mount, part: isWhole ? undefined : seenPart(aspect, placeAspect, crop) }
  }
}
