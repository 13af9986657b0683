/**
 * A wall screen's life: it asks to be a screen, shows its four digits, is paired, and from then on shows what it is
 * given. Whatever fails is asked for again; what is shown stays until something else is there to show.
 */
import { call } from '#lib/api.ts'
import type { EditionFace } from '#core/contract/editions.ts'
import { Problem } from '#core/contract/problems.ts'
import {
  createScreen,
  followScreen,
  getScreenEdition,
  NewEdition,
  reportScreen,
  ScreenState,
  type ScreenToken,
} from '#core/contract/screens.ts'
import { follow, type ServerEvent } from './follow.ts'
import type { Kept } from './kept.ts'
import { backOffMs, isOver, type Wait } from './retry.ts'

export type ScreenView =
  | { readonly state: 'creating' }
  | { readonly state: 'waiting'; readonly code: string }
  /** `face` is null while the screen has no work, or its work no edition. */
  | { readonly state: 'paired'; readonly face: EditionFace | null }

export interface ScreenLife {
  /** Says which edition is on the wall now; it is told to the curators at once and then every minute. */
  readonly shows: (edition: number | null) => void
}

/** How often a screen says what it shows. A screen that was removed hears of it here at the latest. */
const reportEveryMs = 60_000

const isUnknown = (cause: unknown) => cause instanceof Problem && cause.type === 'screen-unknown'

/** Begins a screen's life, which lasts until `signal`. `onView` is told of each change of what is to be seen. */
export function liveAsScreen({
  fetch,
  kept,
  wait,
  onView,
  signal,
}: {
  fetch: typeof globalThis.fetch
  kept: Kept
  wait: Wait
  onView: (view: ScreenView) => void
  signal: AbortSignal
}): ScreenLife {
  let view: ScreenView = { state: 'creating' }
  let shown: number | null = null
  let token: ScreenToken | null = null
  /** Ends when the server no longer knows the token. */
  let paired = new AbortController()
  /** Counts the wishes for an edition, so that the answer to an older one is not taken for the newest. */
  let wishes = 0
  /** While one is under way nobody knows what it will bring, so whatever is heard is a wish for a newer one. */
  let loadsUnderWay = 0

  function see(next: ScreenView): void {
    view = next
    onView(next)
  }

  function show(face: EditionFace | null): void {
    see({ state: 'paired', face })
    // A browser that cannot keep anything still shows everything.
    kept.keepEdition(face).catch(() => undefined)
    if (!face) shows(null)
  }

  async function ask(): Promise<ScreenToken> {
    for (let tries = 0; ; tries++) {
      try {
        const screen = await call(fetch, createScreen, { signal })
        kept.keepToken(screen.token)
        see({ state: 'waiting', code: screen.code })
        return screen.token
      } catch (cause) {
        if (isOver(signal)) throw cause
        await wait(backOffMs(tries), signal)
      }
    }
  }

  async function loadEdition(screen: ScreenToken, line: AbortSignal): Promise<void> {
    loadsUnderWay++
    await tryEdition(++wishes, screen, line)
    loadsUnderWay--
  }

  async function tryEdition(wish: number, screen: ScreenToken, line: AbortSignal): Promise<void> {
    for (let tries = 0; wish === wishes && !isOver(line); tries++) {
      try {
        const face = await call(fetch, getScreenEdition, { screen, signal: line })
        if (wish === wishes) show(face)
        return
      } catch (cause) {
        if (wish !== wishes || isOver(line)) return
        if (isUnknown(cause)) return paired.abort()
        if (cause instanceof Problem && cause.type === 'edition-not-found') return show(null)
        await wait(backOffMs(tries), line)
      }
    }
  }

  function hear({ event, data }: ServerEvent, screen: ScreenToken, line: AbortSignal): void {
    const face = view.state === 'paired' ? view.face : null
    if (event === 'edition') {
      const { edition, words } = NewEdition.parse(JSON.parse(data))
      const isShown = edition === face?.edition && (words === undefined || words === face.words)
      if (!isShown || loadsUnderWay > 0) void loadEdition(screen, line)
    }
    if (event !== 'screen') return
    const state = ScreenState.parse(JSON.parse(data))
    if (state.state === 'waiting') return see(state)
    if (state.artwork === null) {
      wishes++
      return show(null)
    }
    if (view.state !== 'paired') see({ state: 'paired', face: null })
    if (state.artwork !== face?.artwork.slug) void loadEdition(screen, line)
  }

  function shows(edition: number | null): void {
    shown = edition
    void report()
  }

  async function report(): Promise<void> {
    if (!token) return
    try {
      await call(fetch, reportScreen, { screen: token, body: { edition: shown }, signal })
    } catch (cause) {
      // Anything else is said again in a minute.
      if (isUnknown(cause)) paired.abort()
    }
  }

  async function live(): Promise<void> {
    token = kept.token()
    if (token) {
      const face = await kept.edition().catch(() => null)
      if (face) see({ state: 'paired', face })
    }
    while (!isOver(signal)) {
      const screen = token ?? (await ask())
      token = screen
      paired = new AbortController()
      const line = AbortSignal.any([paired.signal, signal])
      await follow({
        open: (open) => call(fetch, followScreen, { screen, signal: open }),
        onEvent: (event) => hear(event, screen, line),
        onFailure: (cause) => (isUnknown(cause) ? 'stop' : 'again'),
        wait,
        signal: line,
      })
      if (isOver(signal)) return
      // A screen that is no longer ours would not hear when a piece is taken down, so the work leaves it too.
      paired.abort()
      token = null
      await kept.forget().catch(() => undefined)
      see({ state: 'creating' })
      await wait(backOffMs(0), signal)
    }
  }

  async function reportForever(): Promise<void> {
    while (!isOver(signal)) {
      await wait(reportEveryMs, signal)
      await report()
    }
  }

  live().catch((cause: unknown) => {
    if (!isOver(signal)) throw cause
  })
  void reportForever()
  return { shows }
}
