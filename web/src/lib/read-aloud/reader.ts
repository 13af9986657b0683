/**
 * Reads a screen aloud: its recorded clips, and with a voice of the phone what nobody can have recorded. What has
 * neither is passed over. It never begins by itself, and ends when the screen does. Fetched where there is something to read with (readable.ts).
 */
import { blocksIn, type Block } from './blocks.ts'
import type { Clip } from './clips.ts'
import { spoken, type Part } from './part.ts'
import type { Player } from './player.ts'
import { localVoice, speak, whenVoicesChange } from './speech.ts'

/** `silent`: nothing here can be heard. `away`: it should have been, and no sound came. */
export type Standing = 'silent' | 'ready' | 'reading' | 'away'

export interface Reader {
  /** Called within a tap. */
  start(): void
  stop(): void
  close(): void
}

interface Given {
  /** What the house has recorded; none, where the phone's own voice is all there is. */
  readonly clips: readonly Clip[]
  readonly tell: (standing: Standing) => void
}

/** What is marked as being read; the look of it stands in ReadAloud.svelte. */
const mark = 'data-read'

/** A screen that is being put together changes many times. */
const settleMs = 150

export function openReader({ clips, tell }: Given): Reader {
  /** Fetched where there are clips to play, with what finds them in a text. */
  let player: Player | null = null
  let script = spoken
  let reading: AbortController | null = null
  let isClosed = false

  const screen = (): Element | null => document.querySelector('main')
  const question = (): string => screen()?.querySelector('h1')?.textContent ?? ''
  const languageOf = ({ element }: Block): string =>
    element.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang

  const canSay = (block: Block, part: Part): boolean =>
    part.kind === 'speech' ? localVoice(languageOf(block)) !== null : true
  const canRead = (): boolean => {
    const root = screen()
    return (
      root !== null && blocksIn(root).some((block) => script(block.text).some((part) => canSay(block, part)))
    )
  }
  const look = (): void => {
    if (!isClosed && !reading) tell(canRead() ? 'ready' : 'silent')
  }

  /** A clip that does not come is said by the phone, where it can. */
  async function say(block: Block, part: Part, signal: AbortSignal): Promise<boolean> {
    if (part.kind === 'clip' && (await player?.play(part.clip, signal))) return true
    const text = part.kind === 'clip' ? part.clip.text : part.text
    return speak(text, languageOf(block), signal)
  }

  async function readAll(blocks: readonly Block[], signal: AbortSignal): Promise<boolean> {
    const lines = blocks.flatMap((block) =>
      script(block.text).flatMap((part) => (canSay(block, part) ? [{ block, part }] : [])),
    )
    let isHeard = false
    for (const [index, { block, part }] of lines.entries()) {
      if (signal.aborted) break
      const next = lines[index + 1]?.part
      if (next?.kind === 'clip') player?.fetchAhead(next.clip)
      point(block.element)
      isHeard = (await say(block, part, signal)) || isHeard
    }
    return isHeard
  }

  function point(element: Element): void {
    unmark()
    element.setAttribute(mark, '')
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
    element.scrollIntoView({ block: 'nearest', behavior: isCalm ? 'instant' : 'smooth' })
  }

  const unmark = (): void => {
    for (const element of document.querySelectorAll(`[${mark}]`)) element.removeAttribute(mark)
  }

  function stop(): void {
    reading?.abort()
    reading = null
    unmark()
    look()
  }

  function start(): void {
    const root = screen()
    if (!root) return
    player?.unlock()
    const mine = new AbortController()
    reading = mine
    tell('reading')
    void readAll(blocksIn(root), mine.signal).then((isHeard) => {
      if (reading !== mine) return
      stop()
      if (!isHeard) tell('away')
    })
  }

  // Another question, or another room: what was being read is no longer there.
  let asked = question()
  let settling: ReturnType<typeof setTimeout> | undefined
  const changes = new MutationObserver(() => {
    if (question() !== asked) {
      asked = question()
      if (reading) stop()
    }
    clearTimeout(settling)
    settling = setTimeout(look, settleMs)
  })
  const root = screen()
  if (root) changes.observe(root, { childList: true, subtree: true, characterData: true })
  const stopListening = whenVoicesChange(look)
  const hush = (): void => {
    if (document.hidden && reading) stop()
  }
  document.addEventListener('visibilitychange', hush)

  async function bringClips(): Promise<void> {
    if (clips.length > 0) {
      const [{ makePlayer }, { scriptFor }] = await Promise.all([
        import('./player.ts'),
        import('./script.ts'),
      ])
      const made = makePlayer()
      script = scriptFor(clips.filter((clip) => made.canPlay(clip)))
      player = made
    }
    look()
  }
  // Where the player does not come, nothing recorded is heard.
  void bringClips().catch(look)

  return {
    start,
    stop,
    close() {
      stop()
      isClosed = true
      changes.disconnect()
      clearTimeout(settling)
      stopListening()
      document.removeEventListener('visibilitychange', hush)
    },
  }
}
