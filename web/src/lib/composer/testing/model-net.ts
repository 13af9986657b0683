/** For tests: the way between windows and the log, which loses, doubles and delays what it carries; and a browser's outbox. */
import type { PieceId, StaffId } from '#core/contract/ids.ts'
import { Problem, problemDocument } from '#core/contract/problems.ts'
import { ModelLog } from './model-log.ts'
import type { Outbox, Unsent } from '../log/outbox.ts'

/** What becomes of a request: it or its answer never arrives, it arrives twice, it or its answer comes much later. */
export type Fate = 'well' | 'lost' | 'answer lost' | 'doubled' | 'late' | 'answer late'

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** The way between the windows and the log. */
export class Net {
  readonly log: ModelLog
  fate: Fate = 'well'
  /** The paths that were asked for. */
  readonly asked: string[] = []
  #delayed: (() => void)[] = []
  #open = 0

  /** @param pieces what a layout arranges */
  constructor(pieces: readonly PieceId[] = []) {
    this.log = new ModelLog(pieces)
  }

  fetchFor(actor: StaffId): typeof globalThis.fetch {
    return async (input, init) => {
      const url = new URL(String(input instanceof Request ? input.url : input), 'http://house')
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
      const answer = () => this.#answer(actor, url, body)
      this.asked.push(url.pathname)
      this.#open += 1
      try {
        return await this.#carry(answer)
      } finally {
        this.#open -= 1
      }
    }
  }

  #answer(actor: StaffId, url: URL, asked: unknown): Response {
    if (url.pathname.endsWith('/composition')) return json(this.log.composition())
    if (url.pathname.endsWith('/mine')) return json(this.log.ownSteps(actor))
    if (asked === undefined) return json(this.log.stretch(Number(url.searchParams.get('after'))))
    const answer = this.log.ask(actor, asked)
    return answer ? json(answer) : json(problemDocument(new Problem(this.log.refusal)), 409)
  }

  async #carry(answer: () => Response): Promise<Response> {
    const fate = this.fate
    const wait = () => new Promise<void>((go) => this.#delayed.push(go))
    if (fate === 'lost') throw new TypeError('no net')
    if (fate === 'late') await wait()
    const answered = answer()
    if (fate === 'doubled') return answer()
    if (fate === 'answer lost') throw new TypeError('no net')
    if (fate === 'answer late') await wait()
    return answered
  }

  arrive(): void {
    for (const go of this.#delayed.splice(0)) go()
  }

  /** Until nothing is under way but what is delayed. */
  async rest(): Promise<void> {
    for (let quiet = 0; quiet < 6; quiet += 1) {
      await new Promise((next) => setImmediate(next))
      if (this.#open > this.#delayed.length) quiet = 0
    }
  }
}

/** What lies in one browser. */
export function memoryOutbox(): Outbox & { readonly rows: Unsent[] } {
  const rows: Unsent[] = []
  return {
    rows,
    load: () => Promise.resolve([...rows]),
    keep: (unsent) => Promise.resolve(void rows.push(unsent)),
    forget(clientOpId) {
      const at = rows.findIndex((row) => row.clientOpId === clientOpId)
      if (at >= 0) rows.splice(at, 1)
      return Promise.resolve()
    },
  }
}
