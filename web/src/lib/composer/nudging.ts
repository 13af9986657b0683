/**
 * Moving by arrow keys. A key that is held moves again and again; all of it is one operation, done when the key is let go of, after
 * a short rest, or before anything else is done, so that one undo takes back the whole move.
 */
import { boxOf } from './canvas/box.ts'
import type { Composer } from './composer.svelte.ts'
import { outlineOf, type Way } from './outline/outline.ts'
import { movedWords } from './outline/said.ts'

/** Longer than a keyboard waits between two of its repeats, also where it begins to repeat. */
const restMs = 700

export class Nudging {
  readonly #composer: Composer
  #way: Way | null = null
  #rest: ReturnType<typeof setTimeout> | undefined

  constructor(composer: Composer) {
    this.#composer = composer
  }

  /** Moves what is chosen, and may be moved, so far; it is done by and by. */
  move(way: Way, byMm: { readonly x: number; readonly y: number }): void {
    const composer = this.#composer
    const from = this.#way ? composer.held : new Map(composer.movable.map((one) => [one.id, boxOf(one)]))
    if (from.size === 0) return
    this.#way = way
    composer.held = new Map(
      [...from].map(([id, box]) => [id, { ...box, xMm: box.xMm + byMm.x, yMm: box.yMm + byMm.y }]),
    )
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => this.put(), restMs)
  }

  /** What was moved stays where it is now. Nothing, where nothing was. */
  put(): void {
    clearTimeout(this.#rest)
    const way = this.#way
    if (!way) return
    this.#way = null
    const composer = this.#composer
    const { held } = composer
    const now = [...composer.state.values()].map((one) => ({ ...one, ...held.get(one.id) }))
    composer.letGo()
    composer.say(movedWords(composer, outlineOf(now, composer.frame), way))
  }
}
