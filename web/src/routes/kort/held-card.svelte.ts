/**
 * The card that this tab holds, and the piece it belongs to.
 *
 * The secret is kept for as long as the tab is open, so that a reload or another language does not lose the card;
 * `putAway` forgets it. It is sent in a header only, never in an address.
 */
import {
  changeCard,
  deletePiece,
  getCard,
  getCardPicture,
  hidePiece,
  showPiece,
} from '#core/contract/cards.ts'
import type { CardPiece } from '#core/contract/cards.ts'
import type { CardSecret } from '#core/contract/ids.ts'
import { consentWordings } from '#core/contract/pieces.ts'
import type { Credit } from '#core/contract/pieces.ts'
import { Problem } from '#core/contract/problems.ts'
import type { ProblemType } from '#core/contract/problems.ts'
import { call } from '#lib/api.ts'
import { spoken } from '#lib/maker/queue.svelte.ts'
import {
  findOnPhone,
  findOnServer,
  findWaiting,
  takeUp,
  type BegunDraft,
  type WaitingPiece,
} from './begun-draft.ts'
import { secretIn } from './card-link.ts'

export type Held =
  /** No card yet. `written` and `problem`: what was tried, and why it leads nowhere. */
  | { readonly state: 'none'; readonly written: string; readonly problem: ProblemType | null }
  | { readonly state: 'looking' }
  | { readonly state: 'unreachable'; readonly secret: CardSecret; readonly problem: ProblemType }
  /** The card of a piece that is not finished. `isBlocked`: another one lies on the table where it would go. */
  | {
      readonly state: 'begun'
      readonly secret: CardSecret
      readonly begun: BegunDraft
      readonly isBlocked: boolean
    }
  /** The card of a finished piece that this phone has still to send. */
  | { readonly state: 'waiting'; readonly piece: WaitingPiece }
  | { readonly state: 'held'; readonly secret: CardSecret; readonly piece: CardPiece }

type Fetch = typeof globalThis.fetch
type Ask = (secret: CardSecret) => Promise<CardPiece>

/** Where the tab keeps the secret. */
const shelf = 'kort'
const preparingRetryMs = 4000
const pictureSizePx = 1024

/** Storage can be shut off; then the card is held for as long as the page is not reloaded. */
const storage = (): Storage | null => {
  try {
    return sessionStorage
  } catch {
    return null
  }
}

export function holdCard(fetch: Fetch) {
  let held = $state.raw<Held>({ state: 'looking' })
  let pictureUrl = $state.raw<string | null>(null)
  /** A change is under way, or why the last one did not go through. */
  let busy = $state(false)
  let problem = $state.raw<ProblemType | null>(null)
  let retry: ReturnType<typeof setTimeout> | undefined
  /** Which card the tab holds: an answer about one that was put away meanwhile is not heard. */
  let asked: CardSecret | null = null

  function dropPicture(): void {
    if (pictureUrl) URL.revokeObjectURL(pictureUrl)
    pictureUrl = null
  }

  async function fetchPicture(card: CardSecret): Promise<void> {
    try {
      const answer = await call(fetch, getCardPicture, { params: { size: pictureSizePx }, card })
      const bytes = await answer.blob()
      if (card !== asked) return
      dropPicture()
      pictureUrl = URL.createObjectURL(bytes)
    } catch (error) {
      // The card works without its picture; the page says in words what it is.
      if (!(error instanceof Problem)) throw error
    }
  }

  async function hold(secret: CardSecret, piece: CardPiece): Promise<void> {
    if (secret !== asked) return
    held = { state: 'held', secret, piece }
    storage()?.setItem(shelf, secret)
    clearTimeout(retry)
    if (piece.preparation === 'received') retry = setTimeout(() => void look(secret), preparingRetryMs)
    if (piece.visibility.state === 'deleted' || piece.preparation !== 'ready') dropPicture()
    else if (!pictureUrl) await fetchPicture(secret)
  }

  async function look(secret: CardSecret, written = ''): Promise<void> {
    asked = secret
    try {
      await hold(secret, await call(fetch, getCard, { card: secret }))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (secret === asked) await lookForBegun(secret, written, error.type)
    }
  }

  /** The house knows no piece of this card, or cannot be asked: it may be one that waits here, or one that is begun. */
  async function lookForBegun(secret: CardSecret, written: string, why: ProblemType): Promise<void> {
    try {
      const waiting = await findWaiting(secret)
      if (secret !== asked) return
      if (waiting) {
        held = { state: 'waiting', piece: waiting }
        return
      }
      const begun =
        (await findOnPhone(secret)) ?? (why === 'card-unknown' ? await findOnServer(secret) : null)
      if (secret !== asked) return
      if (begun) {
        storage()?.setItem(shelf, secret)
        held = { state: 'begun', secret, begun, isBlocked: false }
      } else if (why === 'card-unknown') putAway(written, why)
      else held = { state: 'unreachable', secret, problem: why }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      held = { state: 'unreachable', secret, problem: error.type }
    }
  }

  function putAway(written = '', why: ProblemType | null = null): void {
    asked = null
    clearTimeout(retry)
    dropPicture()
    storage()?.removeItem(shelf)
    problem = null
    held = { state: 'none', written, problem: why }
  }

  /** @returns whether it went through */
  async function change(ask: Ask): Promise<boolean> {
    if (busy || held.state !== 'held') return false
    const { secret } = held
    busy = true
    problem = null
    try {
      await hold(secret, await ask(secret))
      return true
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problem = error.type
      return false
    } finally {
      busy = false
    }
  }

  return {
    get held() {
      return held
    },
    get pictureUrl() {
      return pictureUrl
    },
    get busy() {
      return busy
    },
    get problem() {
      return problem
    },

    /** Takes up what was scanned (`#secret`), or with nothing scanned the card that this tab held before. */
    async start(fragment: string): Promise<void> {
      const scanned = fragment !== ''
      const secret = secretIn(scanned ? fragment : (storage()?.getItem(shelf) ?? ''))
      if (!secret) return putAway('', scanned ? 'card-unknown' : null)
      dropPicture()
      held = { state: 'looking' }
      await look(secret)
    },
    /** Takes up what somebody wrote or pasted. It stays in the field if it leads nowhere. */
    async open(written: string): Promise<void> {
      const secret = secretIn(written)
      if (!secret) return putAway(written, 'card-unknown')
      held = { state: 'looking' }
      await look(secret, written)
    },
    /** Asks again after the net was away. */
    async lookAgain(): Promise<void> {
      if (held.state === 'unreachable') await look(held.secret)
    },
    /** Goes on with a piece that is begun. @returns where; null when that cannot be */
    async goOn(): Promise<{ code: string; step: string } | null> {
      if (held.state !== 'begun') return null
      const { begun } = held
      const step = await takeUp(begun)
      if (step === null) held = { ...held, isBlocked: true }
      else storage()?.removeItem(shelf)
      return step === null ? null : { code: begun.draft.code, step }
    },
    putAway,
    forgetProblem(): void {
      problem = null
    },

    rename: (credit: Credit) => change((card) => call(fetch, changeCard, { card, body: { credit } })),
    answer: (purpose: 'web' | 'print' | 'alter', answer: 'yes' | 'no') =>
      change((card) =>
        call(fetch, changeCard, {
          card,
          body: { consents: [spoken(purpose, answer, consentWordings)] },
        }),
      ),
    hide: () => change((card) => call(fetch, hidePiece, { card })),
    show: () => change((card) => call(fetch, showPiece, { card })),
    erase: () => change((card) => call(fetch, deletePiece, { card })),
  }
}
