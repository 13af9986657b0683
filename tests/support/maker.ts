/** A maker with a phone: makes the piece's id and the card, and sends. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { CardPiece } from '#core/contract/cards.ts'
import { ArtworkSlug, CardSecret, HouseCode, PieceId, Sha256 } from '#core/contract/ids.ts'
import type { PhotoEdits } from '#core/contract/photo-edits.ts'
import { consentWordings, receivePiece, type PieceSubmission } from '#core/contract/pieces.ts'
import { Problem } from '#core/contract/problems.ts'
import { callerOf } from './call.ts'

export interface SentPiece {
  readonly id: PieceId
  readonly secret: CardSecret
  /** For endpoints of the card. */
  readonly headers: { readonly authorization: string }
  readonly sha256: string
}

export interface Piece {
  readonly slug: string
  readonly house: string
  readonly kind?: PieceSubmission['kind']
  readonly content: Uint8Array | string
  readonly id?: string
  readonly consents?: PieceSubmission['consents']
  readonly credit?: PieceSubmission['credit']
  readonly edits?: PhotoEdits
  /** The content was brought before, in parts, and is only named. */
  readonly inParts?: boolean
}

export const yesTo = (...purposes: (keyof typeof consentWordings)[]): PieceSubmission['consents'] =>
  purposes.map((purpose) => ({
    purpose,
    answer: 'yes',
    wording: consentWordings[purpose],
    way: 'own-screen',
  }))

const sha256 = (bytes: Uint8Array) => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))

/** @throws {Problem} what the api answered; `content-incomplete` where parts are missing */
export async function sendPiece(origin: string, piece: Piece): Promise<SentPiece> {
  const bytes = randomBytes(16)
  const secret = CardSecret.parse(bytes.toString('base64url'))
  const id = PieceId.parse(piece.id ?? randomUUID())
  const content = typeof piece.content === 'string' ? Buffer.from(piece.content) : Buffer.from(piece.content)
  const received = await callerOf(origin)(receivePiece, {
    params: { slug: ArtworkSlug.parse(piece.slug), id },
    body: {
      kind: piece.kind ?? 'photo',
      house: HouseCode.parse(piece.house),
      credit: piece.credit ?? { kind: 'none' },
      person: 'no',
      consents: piece.consents ?? yesTo('screen', 'web'),
      cardHash: sha256(bytes),
      ...piece.edits,
      ...(piece.inParts && { inParts: { byteSize: content.length, sha256: sha256(content) } }),
    },
    content: piece.inParts ? undefined : new Blob([content]),
  })
  if (!('sha256' in received))
    throw new Problem('content-incomplete', { expectedOffset: received['expected-offset'] })
  return { id, secret, headers: { authorization: `Card ${secret}` }, sha256: received.sha256 }
}

/** Asks until something is so. The wait is bounded by the test's own time. */
export async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (isSo(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** @returns the piece once it is ready, or set aside */
export async function untilPrepared(
  origin: string,
  { headers }: Pick<SentPiece, 'headers'>,
): Promise<CardPiece> {
  return until(
    async () => CardPiece.parse(await (await fetch(`${origin}/api/card`, { headers })).json()),
    ({ preparation }) => preparation !== 'received',
  )
}
