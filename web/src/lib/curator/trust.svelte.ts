import { Problem } from '#core/contract/problems.ts'
import type { HouseCode } from '#core/contract/ids.ts'

/** The houses that are trusted in an artwork. What is said of one is seen at once, and taken back if it could not be sent. */
export class Trust {
  problem: Problem | null = $state.raw(null)
  #houses: ReadonlySet<HouseCode> = $state.raw(new Set<HouseCode>())
  readonly #send: (house: HouseCode, trusted: boolean) => Promise<unknown>

  constructor(houses: Iterable<HouseCode>, send: (house: HouseCode, trusted: boolean) => Promise<unknown>) {
    this.#houses = new Set(houses)
    this.#send = send
  }

  has(house: HouseCode): boolean {
    return this.#houses.has(house)
  }

  async say(house: HouseCode, trusted: boolean): Promise<void> {
    this.problem = null
    this.#put(house, trusted)
    try {
      await this.#send(house, trusted)
    } catch (failure) {
      this.problem = failure instanceof Problem ? failure : new Problem('unexpected', { cause: failure })
      this.#put(house, !trusted)
    }
  }

  #put(house: HouseCode, trusted: boolean): void {
    const others = [...this.#houses].filter((one) => one !== house)
    this.#houses = new Set(trusted ? [...others, house] : others)
  }
}
