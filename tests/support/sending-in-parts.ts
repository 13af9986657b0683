/**
 * A photo sent in parts, by the very rules of the phone. Beside `maker.ts`, because what imports the pages' code can run
 * only where vitest resolves it.
 */
import { ArtworkSlug, PieceId } from '#core/contract/ids.ts'
import { appendPart } from '#core/contract/pieces.ts'
import { partMaxBytes } from '#core/contract/sending.ts'
import { Problem } from '#core/contract/problems.ts'
import { sendInParts } from '../../web/src/lib/maker/parts.ts'
import { callerOf } from './call.ts'
import { sendPiece, type Piece, type SentPiece } from './maker.ts'

/** Sends as the phone does: by its own rules, over Node's HTTP. @throws what broke on the way */
export async function sendPieceInParts(
  origin: string,
  piece: Piece & { readonly id: string },
  tell: (arrivedBytes: number) => void = () => undefined,
): Promise<SentPiece> {
  const content = Buffer.from(piece.content)
  const params = { slug: ArtworkSlug.parse(piece.slug), id: PieceId.parse(piece.id) }
  const whereItGoesOn = (error: unknown): number => {
    if (error instanceof Problem && error.expectedOffset !== null) return error.expectedOffset
    throw error
  }
  const carrier = {
    whole: () => sendPiece(origin, piece),
    ask: () => sendPiece(origin, { ...piece, inParts: true }).catch(whereItGoesOn),
    append: async (offset: number) => {
      const part = new Blob([content.subarray(offset, offset + partMaxBytes)])
      const headers = { 'upload-offset': String(offset) }
      const appending = callerOf(origin)(appendPart, { params, headers, content: part })
      return appending.then((answer) => answer.offset, whereItGoesOn)
    },
  }
  return sendInParts(carrier, content.length, tell)
}
