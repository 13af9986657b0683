/**
 * The queue: finished pieces on their way to the server. It lives in the page, because the background sync of
 * browsers does not exist on iPhones. It tries at start, when the net comes back, when the page is seen again and
 * on a timer, and forgets a piece's bytes only when the server has answered with its hash.
 */
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'
import { newUuid } from './bytes.ts'
import type * as finishingModule from './finishing.ts'
import { emptied, hasSomethingToSay, heardIn, sealed } from './finished.ts'
import {
  isBegun,
  isRefused,
  waitingBytes,
  type Answer,
  type Draft,
  type Entry,
  type FinishedPiece,
  type GiftPurpose,
  type RefusedPiece,
  type SpokenAnswer,
} from './pieces.ts'
import type { Post } from './send.ts'
import type { MakerStore } from './store.ts'

type Finishing = Pick<typeof finishingModule, 'contentOf' | 'pieceOf'>

const retryEveryMs = 20_000

/** Browsers give up a shelf that is too full, with all that lies on it. */
const waitingMaxBytes = 150 * 1024 * 1024

/** Made again it gets a new card: the old one may have come in with something else. */
const anew = { camera: 'shut', standing: { state: 'kept' }, card: null, parked: null } as const

export class Queue {
  /** Every piece that is not done with here, the newest first. */
  pieces: readonly FinishedPiece[] = $state.raw([])
  /** `stuck`: the last try did not come through. */
  state: 'quiet' | 'sending' | 'stuck' = $state('quiet')
  /** How much of the piece that was last on its way the server says it has: 0 to 1. Stays when the net goes. */
  share = $state(0)
  readonly #store: MakerStore
  readonly #post: Post
  readonly #now: () => number
  #trip: AbortController | null = null
  #lastTried: string | null = null
  #onTheWay: Promise<void> | null = null

  constructor(store: MakerStore, post: Post, now: () => number = Date.now) {
    this.#store = store
    this.#post = post
    this.#now = now
  }

  async load(): Promise<void> {
    const pieces = await this.#store.pieces()
    this.pieces = [...pieces].sort((a, b) => b.finishedAtMs - a.finishedAtMs)
  }

  /** Tries now and whenever it may help, until the returned function is called. */
  watch(): () => void {
    const tryNow = (): void => void this.sendAll()
    const trySeen = (): void => {
      if (document.visibilityState === 'visible') tryNow()
    }
    const timer = setInterval(trySeen, retryEveryMs)
    addEventListener('online', tryNow)
    document.addEventListener('visibilitychange', trySeen)
    tryNow()
    return () => {
      clearInterval(timer)
      removeEventListener('online', tryNow)
      document.removeEventListener('visibilitychange', trySeen)
    }
  }

  /** The pieces whose cards can be opened here, the newest first. */
  get cards(): readonly FinishedPiece[] {
    return this.pieces.filter((piece) => !piece.putAway)
  }

  /** What the server will not take as it is: it lies here until a person says what becomes of it. */
  get refused(): readonly RefusedPiece[] {
    return this.pieces.filter(isRefused)
  }

  /** The piece of one code that is asked for; else its newest one that has its card here. */
  shown(code: string, asked: string | null = null): FinishedPiece | undefined {
    const ofCode = ({ entry }: FinishedPiece): boolean => entry.code === code
    return (
      [...this.cards, ...this.refused].find((piece) => piece.id === asked && ofCode(piece)) ??
      this.cards.find(ofCode)
    )
  }

  /** The newest piece is on its way, and its maker looks on. */
  get isSendingSeen(): boolean {
    const [newest] = this.pieces
    return this.state === 'sending' && newest?.sending.state === 'waiting' && !newest.putAway
  }

  get waitingCount(): number {
    return this.pieces.filter((piece) => piece.sending.state === 'waiting').length
  }

  /**
   * Makes a piece with an own card of what lies on the table. The store swaps draft and piece in one go, so
   * there is never both and never none.
   * @param finishing comes with the step that asks, so that it is here without net and the first page does without
   * @returns null when there is nothing in it, or no room for it beside what waits already
   */
  async add(
    draft: Draft,
    entry: Entry,
    yes: SpokenAnswer,
    finishing: Finishing,
  ): Promise<FinishedPiece | null> {
    const { kind } = draft
    const made = await finishing.contentOf(draft, () => this.#store.content(draft.id))
    if (made === null || kind === null) return null
    if (waitingBytes(this.pieces) + made.bytes.byteLength > waitingMaxBytes) return null
    const piece = await finishing.pieceOf({ ...draft, kind }, made, { entry, yes, atMs: this.#now() })
    await this.#store.finish(piece, made.bytes.buffer)
    this.pieces = [piece, ...this.pieces]
    return piece
  }

  /** Sends what waits, one after the other. A second call while one is under way joins it. */
  sendAll(): Promise<void> {
    this.#onTheWay ??= this.#sendWaiting().finally(() => (this.#onTheWay = null))
    return this.#onTheWay
  }

  /** "Prøv nu": a try that hangs is given up for a new one. */
  async tryNow(): Promise<void> {
    this.#trip?.abort()
    await this.#onTheWay
    await this.sendAll()
  }

  /** Keeps what was answered about web or print, and tells the server as soon as it has the piece. */
  async answer(id: string, purpose: GiftPurpose, said: SpokenAnswer): Promise<void> {
    await this.#change(id, (piece) => ({
      ...piece,
      gifts: { ...piece.gifts, [purpose]: { said, heard: false } },
    }))
    // A round that is under way may have passed this piece already.
    await this.#onTheWay
    await this.sendAll()
  }

  /**
   * Nobody is to open the card here any more. A piece that is sent leaves nothing; one that waits is sealed, and leaves
   * when it has arrived; one that was refused is sealed, and stays until somebody of the house says what becomes of it.
   */
  async putAway(id: string): Promise<void> {
    await this.#change(id, sealed)
    await this.#forgetDone(id)
  }

  /** Every card is put away: whoever comes next can open nothing of anybody's. */
  async putAllAway(): Promise<void> {
    for (const { id } of this.pieces) await this.putAway(id)
  }

  /** What was refused is sent once more as it is: the artwork may be open again. */
  async sendAgain(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.#change(id, (piece) => ({ ...piece, sending: { state: 'waiting' } }))
    await this.#onTheWay
    await this.sendAll()
  }

  /** Nothing of it stays here. Only on a person's word. */
  async letGo(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.#forget(id)
  }

  /**
   * A refused piece goes back to the table, under a new number: the old one may belong to something else by now.
   * @returns null when there is nothing left to mend, or another piece lies on the table
   */
  async reopen(id: string): Promise<Draft | null> {
    const piece = this.pieces.find((each) => each.id === id)
    if (!piece || piece.putAway) return null
    const lying = await this.#store.draft(piece.entry.code)
    if (lying && isBegun(lying)) return null
    const draft: Draft = { ...piece.draft, id: newUuid(), ...anew }
    await this.#store.reopen(piece, draft)
    this.pieces = this.pieces.filter((each) => each.id !== id)
    return draft
  }

  async #sendWaiting(): Promise<void> {
    if (!this.pieces.some(hasSomethingToSay)) return
    this.state = 'sending'
    let stuck = false
    // Oldest first: who came first is not passed by.
    for (const { id } of [...this.pieces].reverse()) {
      const arrived = await this.#sendPiece(id)
      const heard = arrived && (await this.#tellGifts(id))
      stuck ||= !heard
      await this.#forgetDone(id)
    }
    this.state = stuck ? 'stuck' : 'quiet'
  }

  /** @returns false if it has to be tried again */
  async #sendPiece(id: string): Promise<boolean> {
    const piece = this.pieces.find((each) => each.id === id)
    if (piece?.sending.state !== 'waiting') return true
    const bytes = await this.#store.content(id)
    if (!bytes) {
      // Another tab was faster: what that one has written down counts.
      await this.load()
      return this.pieces.find((each) => each.id === id)?.sending.state !== 'waiting'
    }
    this.#trip = new AbortController()
    if (this.#lastTried !== id) this.share = 0
    this.#lastTried = id
    const sent = await this.#post.piece(
      piece,
      bytes,
      this.#trip.signal,
      (arrivedBytes) => (this.share = arrivedBytes / bytes.byteLength),
    )
    if (sent.outcome === 'refused') {
      await this.#change(id, (each) => {
        const refused: FinishedPiece = { ...each, sending: { state: 'refused', why: sent.why } }
        return each.putAway ? sealed(refused) : refused
      })
      return true
    }
    if (sent.outcome === 'later' || sent.sha256 !== piece.sha256) return false
    // The parked copy is let go of before the piece counts as sent: nobody would ask for it later.
    const { parked } = piece.draft
    if (parked && !(await this.#post.unpark(parked))) return false
    await this.#change(
      id,
      (each) => ({ ...each, sending: { state: 'sent' }, draft: emptied(each) }),
      (each) => this.#store.arrived(each),
    )
    return true
  }

  async #tellGifts(id: string): Promise<boolean> {
    const piece = this.pieces.find((each) => each.id === id)
    if (piece?.sending.state !== 'sent') return true
    const unheard = Object.values(piece.gifts).filter((gift) => !gift.heard)
    if (unheard.length === 0) return true
    const told = unheard.map((gift) => gift.said)
    if (!(await this.#post.answers(piece.secret, told))) return false
    await this.#change(id, (each) => {
      const heard = { ...each, gifts: heardIn(each.gifts, told) }
      return each.putAway ? sealed(heard) : heard
    })
    return true
  }

  async #forgetDone(id: string): Promise<void> {
    const piece = this.pieces.find((each) => each.id === id)
    if (!piece?.putAway || piece.sending.state !== 'sent' || hasSomethingToSay(piece)) return
    await this.#forget(id)
  }

  async #forget(id: string): Promise<void> {
    await this.#store.forget(id)
    this.pieces = this.pieces.filter((each) => each.id !== id)
  }

  async #change(
    id: string,
    change: (piece: FinishedPiece) => FinishedPiece,
    keep: (piece: FinishedPiece) => Promise<void> = (piece) => this.#store.savePiece(piece),
  ): Promise<void> {
    const piece = this.pieces.find((each) => each.id === id)
    if (!piece) return
    const changed = change(piece)
    this.pieces = this.pieces.map((each) => (each.id === id ? changed : each))
    await keep(changed)
  }
}

/** Said now, in the language that is shown: where the chosen one is not whole, or has not come, the page calls itself Danish. */
export const spoken = (
  purpose: SpokenAnswer['purpose'],
  answer: Answer,
  wordings: Readonly<Record<SpokenAnswer['purpose'], string>>,
): SpokenAnswer => ({
  purpose,
  answer,
  wording: wordings[purpose],
  way: 'own-screen',
  saidAt: new Date().toISOString(),
  language: m.language_tag() === getLocale() ? getLocale() : 'da',
})
