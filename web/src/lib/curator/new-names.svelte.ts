/**
 * The names that wait for a look. One that is answered leaves the list at once, and lies there again if the answer
 * could not be sent.
 */
import { Problem } from '#core/contract/problems.ts'
import type { NameAnswer, NewName } from '#core/contract/inbox.ts'

/** How the list speaks to the api. Each throws a `Problem`. */
export interface NamesWire {
  answer(name: NewName, answer: NameAnswer): Promise<unknown>
  list(): Promise<readonly NewName[]>
}

/** A maker may write yet another name while the first is answered: that is another one to look at. */
const isSame = (one: NewName, other: NewName): boolean => one.id === other.id && one.name === other.name

export class NewNames {
  problem: Problem | null = $state.raw(null)
  #all: readonly NewName[] = $state.raw([])
  /** Answered here; a list from the api may not know of it yet. */
  #answered: readonly NewName[] = $state.raw([])

  readonly #wire: NamesWire
  #lists = 0

  constructor(names: readonly NewName[], wire: NamesWire) {
    this.#all = names
    this.#wire = wire
  }

  get waiting(): readonly NewName[] {
    return this.#all.filter((name) => !this.#answered.some((other) => isSame(name, other)))
  }

  async answer(name: NewName, answer: NameAnswer): Promise<void> {
    this.problem = null
    this.#answered = [...this.#answered, name]
    try {
      await this.#wire.answer(name, answer)
      this.#all = this.#all.filter((other) => !isSame(name, other))
      // A list that is under way may still hold it; this one overtakes it.
      await this.refresh()
    } catch (failure) {
      this.#fail(failure)
    } finally {
      this.#answered = this.#answered.filter((other) => other !== name)
    }
  }

  /** Asks the api which names wait now. */
  async refresh(): Promise<void> {
    const list = ++this.#lists
    try {
      const names = await this.#wire.list()
      if (list === this.#lists) this.#all = names
    } catch (failure) {
      this.#fail(failure)
    }
  }

  #fail(failure: unknown): void {
    this.problem = failure instanceof Problem ? failure : new Problem('unexpected', { cause: failure })
  }
}
