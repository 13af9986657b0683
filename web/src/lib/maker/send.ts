/** How a finished piece goes out. Kept apart from the queue, so that the client is fetched only when it is needed. */
import type { FinishedPiece, Refusal, SpokenAnswer } from './pieces.ts'

/** `later` for whatever can be better next time: no net, a server that is ill, too many at once. */
export type Sent =
  | { readonly outcome: 'arrived'; readonly sha256: string }
  | { readonly outcome: 'later' }
  | { readonly outcome: 'refused'; readonly why: Refusal }

export interface Post {
  /** @param tell hears how many bytes of it the server has, while it goes out in parts */
  piece(
    piece: FinishedPiece,
    bytes: ArrayBuffer,
    signal: AbortSignal,
    tell: (arrivedBytes: number) => void,
  ): Promise<Sent>
  /** True when the server has heard the answers, or never will (the piece is gone). */
  answers(secret: string, answers: readonly SpokenAnswer[]): Promise<boolean>
  /** True when no parked copy lies under the id any more. */
  unpark(id: string): Promise<boolean>
}

export const post: Post = {
  async piece(piece, bytes, signal, tell) {
    const client = await reach()
    if (client === null) return { outcome: 'later' }
    const { call, receivePiece, appendPart, partMaxBytes, sendInParts, Problem, problemKinds } = client
    const params = { slug: piece.entry.slug, id: piece.id }
    const body = {
      kind: piece.kind,
      house: piece.entry.houseCode,
      credit: piece.credit,
      person: piece.person,
      consents: [...piece.consents],
      cardHash: piece.cardHash,
    }
    const inParts = { byteSize: bytes.byteLength, sha256: piece.sha256 }
    const carrier = {
      whole: () => {
        const content = new Blob([bytes], { type: piece.contentType })
        return call(fetch, receivePiece, { params, body, content, signal })
      },
      ask: () =>
        call(fetch, receivePiece, { params, body: { ...body, inParts }, signal }).catch((error: unknown) => {
          if (error instanceof Problem && error.expectedOffset !== null) return error.expectedOffset
          // A server that knows of no parts misses the content.
          if (error instanceof Problem && error.type === 'content-missing') return null
          throw error
        }),
      async append(offset: number) {
        const patient = patience(signal)
        const content = new Blob([bytes.slice(offset, offset + partMaxBytes)])
        const headers = { 'upload-offset': String(offset) }
        const given = { params, headers, content, signal: patient.signal }
        try {
          return (await call(fetch, appendPart, given)).offset
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          if (error.expectedOffset !== null) return error.expectedOffset
          // Something on the way may not let parts through at all: then it goes whole.
          if (['busy', 'unavailable', 'storage-full'].includes(error.type)) throw error
          return null
        } finally {
          patient.end()
        }
      },
    }
    try {
      const received = await sendInParts(carrier, bytes.byteLength, tell)
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
  async unpark(id) {
    const client = await reach()
    if (client === null) return false
    const { call, unparkDraft, ParkedId, Problem } = client
    const known = ParkedId.safeParse(id)
    if (!known.success) return true
    try {
      await call(fetch, unparkDraft, { params: { id: known.data } })
      return true
    } catch (error) {
      return error instanceof Problem && !isPassing(error.status, error.type)
    }
  },
}

/** The client, or null while there is no net to fetch it over. */
const reach = () => import('./client.ts').catch(() => null)

/** So slow that the whole would not arrive within what a server waits for: the connection is dead, only nobody said so. */
const partPatienceMs = 120_000

/** Gives up when the given signal does, or when it has taken too long. (Old phones have no `AbortSignal.any`.) */
function patience(given: AbortSignal): { signal: AbortSignal; end: () => void } {
  const own = new AbortController()
  const giveUp = (): void => own.abort()
  const timer = setTimeout(giveUp, partPatienceMs)
  given.addEventListener('abort', giveUp)
  if (given.aborted) giveUp()
  return {
    signal: own.signal,
    end: () => {
      clearTimeout(timer)
      given.removeEventListener('abort', giveUp)
    },
  }
}

/** `cross-site` is a house set up wrongly, not a piece made wrongly: it waits until that is mended. */
const isPassing = (status: number, type: string): boolean =>
  status >= 500 || status === 429 || type === 'cross-site'
