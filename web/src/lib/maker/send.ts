/**
 * How a finished piece goes out, without the contract's checks: types and addresses are the contract's own, but of the
 * answers only what is needed is read (answer.ts). That spares a phone a third of the JavaScript on its way.
 */
import type { z } from 'zod'
import type { changeCard } from '#core/contract/cards.ts'
import type { PieceSubmission } from '#core/contract/pieces.ts'
import { partMaxBytes, sendingPaths } from '#core/contract/sending.ts'
import { addressOf, ask, type Answer } from './answer.ts'
import { sendInParts } from './parts.ts'
import { askWithin, smallPatienceMs, wholePatienceMs } from './patience.ts'
import { editsOf, type FinishedPiece, type Refusal, type SpokenAnswer } from './pieces.ts'

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
    const place = { slug: piece.entry.slug, id: piece.id }
    const words: z.input<typeof PieceSubmission> = {
      kind: piece.kind,
      house: piece.entry.houseCode,
      credit: piece.credit,
      person: piece.person,
      consents: [...piece.consents],
      cardHash: piece.cardHash,
      ...editsOf(piece.draft),
    }
    const submit = (body: typeof words, content?: Blob): Promise<Answer> => {
      const form = new FormData()
      form.set('piece', JSON.stringify(body))
      if (content) form.set('content', content, 'content')
      const isLarge = content !== undefined && content.size > partMaxBytes
      return askWithin(isLarge ? wholePatienceMs : smallPatienceMs, signal, (within) =>
        ask('PUT', addressOf(sendingPaths.piece, place), { body: form, signal: within }),
      )
    }
    const carrier = {
      whole: async () => arrivedIn(await submit(words, new Blob([bytes], { type: piece.contentType }))),
      ask: async () => {
        const answer = await submit({
          ...words,
          inParts: { byteSize: bytes.byteLength, sha256: piece.sha256 },
        })
        if (answer.expectedOffset !== null) return answer.expectedOffset
        // A server that knows of no parts misses the content.
        return answer.problem === 'content-missing' ? null : arrivedIn(answer)
      },
      async append(offset: number) {
        const headers = { 'content-type': 'application/partial-upload', 'upload-offset': String(offset) }
        const body = new Blob([bytes.slice(offset, offset + partMaxBytes)])
        const answer = await askWithin(smallPatienceMs, signal, (within) =>
          ask('PATCH', addressOf(sendingPaths.part, place), { headers, body, signal: within }),
        )
        if (answer.expectedOffset !== null) return answer.expectedOffset
        if (answer.problem === null) return answer.offset
        // Something on the way may not let parts through at all: then it goes whole.
        if (['busy', 'unavailable', 'storage-full'].includes(answer.problem)) throw new Refused(answer)
        return null
      },
    }
    try {
      const send = (): Promise<{ sha256: string }> => sendInParts(carrier, bytes.byteLength, tell)
      const lamp = bytes.byteLength > partMaxBytes ? await import('./awake.ts').catch(() => null) : null
      const { sha256 } = await (lamp ? lamp.awakeWhile(send) : send())
      return { outcome: 'arrived', sha256 }
    } catch (reason) {
      return reason instanceof Refused ? whatToSay(reason.answer) : { outcome: 'later' }
    }
  },
  async answers(secret, answers) {
    const headers = { authorization: `Card ${secret}`, 'content-type': 'application/json' }
    const words: z.input<(typeof changeCard)['body']> = { consents: [...answers] }
    const body = JSON.stringify(words)
    const answer = await askWithin(smallPatienceMs, null, (signal) =>
      ask('PATCH', sendingPaths.card, { headers, body, signal }),
    ).catch(() => null)
    return answer !== null && (answer.problem === null || answer.problem === 'piece-deleted')
  },
  async unpark(id) {
    const answer = await askWithin(smallPatienceMs, null, (signal) =>
      ask('DELETE', addressOf(sendingPaths.parked, { id }), { signal }),
    ).catch(() => null)
    // Whatever else is said of it, there is nothing more that the phone could do.
    return answer !== null && !isPassing(answer)
  },
}

class Refused extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super()
    this.answer = answer
  }
}

/** @throws {Refused} for anything but the word that all of it is there */
function arrivedIn(answer: Answer): { sha256: string } {
  if (answer.problem !== null || answer.sha256 === null) throw new Refused(answer)
  return { sha256: answer.sha256 }
}

/** `cross-site` is a house set up wrongly, not a piece made wrongly: it waits until that is mended. */
const isPassing = ({ status, problem }: Answer): boolean =>
  status >= 500 || status === 429 || problem === 'cross-site'

async function whatToSay(answer: Answer): Promise<Sent> {
  const { problem } = answer
  if (problem === null || isPassing(answer)) return { outcome: 'later' }
  // The sentences are fetched when one is needed. Where they are not there, they are next time.
  const said = await import('./refusals.ts').then(
    ({ refusalFor }) => refusalFor(problem),
    () => null,
  )
  // What is no problem of ours came from something on the way.
  return said === null ? { outcome: 'later' } : { outcome: 'refused', why: said }
}
