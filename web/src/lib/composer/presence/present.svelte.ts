/** Who else is at work here, and what they are told of this window. */
import { call } from '#lib/api.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { chosenMax, showPresence, type OwnPresence, type Presence } from '#core/contract/presence.ts'
import { m } from '#lib/paraglide/messages.js'
import { boundsOf } from '../canvas/box.ts'
import type { Point } from '../canvas/camera.ts'
import type { Composer } from '../composer.svelte.ts'
import { newId } from '../log/new-id.ts'
import {
  isSame,
  namesBeyond,
  peopleIn,
  windowsOf,
  withoutWindow,
  withWindow,
  type People,
  type Windows,
} from './people.ts'
import { openReporter, type Reporter } from './reporter.ts'

/** A reload is neither going nor coming. */
const settleMs = 3000

const nobody = windowsOf([])

export class Present {
  readonly tab = newId()
  readonly #composer: Composer
  readonly #reporter: Reporter
  others = $state.raw(nobody)
  /** Who came and who left, for those who hear the page. */
  word = $state('')
  #cursor: Point | null = null
  #saidOf: People | null = null
  #settling: ReturnType<typeof setTimeout> | undefined
  #isOpen = false

  constructor(fetch: typeof globalThis.fetch, slug: ArtworkSlug, composer: Composer) {
    this.#composer = composer
    this.#reporter = openReporter((body) => call(fetch, showPresence, { params: { slug }, body }))
  }

  get people(): People {
    return peopleIn(this.others)
  }

  /** Everybody who is there, as the line begins. */
  hearAll(others: readonly Presence[]): void {
    this.#isOpen = true
    this.#become(windowsOf(others))
    this.#report()
  }

  hear(presence: Presence): void {
    const isFirst = this.others.size === 0
    this.#become(withWindow(this.others, presence))
    // Whoever comes first has not been told where we are: nobody was there to tell.
    if (isFirst) this.#report()
  }

  left(tab: string): void {
    this.#become(withoutWindow(this.others, tab))
  }

  /** The line is gone: where the others are now, nobody knows. */
  lost(): void {
    this.#isOpen = false
    this.#become(nobody)
  }

  point(cursor: Point | null): void {
    this.#cursor = cursor
    this.tell()
  }

  /** Something here is other than before. Nobody is told who is not there. */
  tell(): void {
    if (this.others.size > 0) this.#report()
  }

  #report(): void {
    this.#reporter.report(this.#own())
  }

  #own(): OwnPresence {
    const { chosenPlacements: chosen, held } = this.#composer
    const isMany = chosen.length > chosenMax
    const carried = chosen.flatMap((placement) => {
      const box = held.get(placement.id)
      return box ? { xMm: box.xMm - placement.xMm, yMm: box.yMm - placement.yMm } : []
    })[0]
    return {
      tab: this.tab,
      cursor: this.#cursor && { xMm: this.#cursor.x, yMm: this.#cursor.y },
      chosen: isMany ? [] : chosen.map(({ id }) => id),
      around: isMany ? boundsOf(...chosen) : null,
      heldBy: carried ?? null,
    }
  }

  #become(others: Windows): void {
    const before = this.people
    this.others = others
    if (this.#saidOf && isSame(before, this.people)) return
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => this.#settle(), settleMs)
  }

  #settle(): void {
    if (!this.#isOpen) return
    const people = this.people
    const said = this.#saidOf
    if (!said) {
      const names = Array.from(people.values(), ({ name }) => name)
      if (names.length > 0) this.word = `${m.composer_present()}: ${names.join(', ')}`
    } else {
      const came = namesBeyond(people, said).join(', ')
      const left = namesBeyond(said, people).join(', ')
      this.word = [
        came && m.composer_present_came({ name: came }),
        left && m.composer_present_left({ name: left }),
      ]
        .filter(Boolean)
        .join(' ')
    }
    this.#saidOf = people
  }

  close(): void {
    clearTimeout(this.#settling)
    this.#reporter.close()
  }
}
