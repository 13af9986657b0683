/** How a finished piece goes out. Kept apart from the queue, so that the client is fetched only when it is needed. */
import type { FinishedPiece, Refusal, SpokenAnswer } from './pieces.ts'

/** `later` for whatever can be better next time: no net, a server that is ill, too many at once. */
export type Sent =
  | { readonly outcome: 'arrived'; readonly sha256: string }
  | { readonly outcome: 'later' }
  | { readonly outcome: 'refused'; readonly why: Refusal }

export interface Post {
  piece(piece: FinishedPiece, bytes: ArrayBuffer, signal: AbortSignal): Promise<Sent>
  /** True when the server has heard the answers, or never will (the piece is gone). */
  answers(secret: string, answers: readonly SpokenAnswer[]): Promise<boolean>
}

export const post: Post = {
  async piece(piece, bytes, signal) {
    const client = await reach()
    if (client === null) return { outcome: 'later' }
    const { call, receivePiece, Problem, problemKinds } = client
    try {
      const received = await call(fetch, receivePiece, {
        params: { slug: piece.entry.slug, id: piece.id },
        body: {
          kind: piece.kind,
          house: piece.entry.houseCode,
          credit: piece.credit,
          person: piece.person,
          consents: [...piece.consents],
          cardHash: piece.cardHash,
        },
        content: new Blob([bytes], { type: piece.contentType }),
        signal,
      })
      return { outcome: 'arrived', sha256: received.sha256 }
    } catch (error) {
      if (!(error instanceof Problem) || isPassing(error.status, error.type)) return { outcome: 'later' }
      const { da, en } = problemKinds[error.type]
      return { outcome: 'refused', why: { problem: error.type, da, en } }
    }
  },
  async answers(secret, answers) {
    const client = await reach()
    if (client === null) return false
    const { call, changeCard, Problem } = client
    try {
      await call(fetch, changeCard, { body: { consents: [...answers] }, card: secret })
      return true
    } catch (error) {
      return error instanceof Problem && error.type === 'piece-deleted'
    }
  },
}

/** The client, or null while there is no net to fetch it over. */
const reach = () => import('./client.ts').catch(() => null)

/** `cross-site` is a house set up wrongly, not a piece made wrongly: it waits until that is mended. */
const isPassing = (status: number, type: string): boolean =>
  status >= 500 || status === 429 || type === 'cross-site'
