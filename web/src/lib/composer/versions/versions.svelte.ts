/** Versions of the work: those with a name, and the one that is being looked at. */
import { call } from '#lib/api.ts'
import { VersionId, type ArtworkSlug, type StaffId } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import {
  forgetVersion,
  getPast,
  listVersions,
  nameVersion,
  type NamedVersion,
  type PastComposition,
} from '#core/contract/versions.ts'
import { compositionOf } from '#core/composition/state.ts'
import { Composer } from '../composer.svelte.ts'
import { newId } from '../log/new-id.ts'

/** What is looked at: a room of its own in which nothing can be moved. */
export interface Past {
  readonly title: string
  readonly composer: Composer
  readonly answer: PastComposition
}

interface Given {
  readonly fetch: typeof globalThis.fetch
  readonly slug: ArtworkSlug
  readonly me: StaffId
  readonly now: Composer
}

export class Versions {
  readonly #given: Given
  named = $state.raw<readonly NamedVersion[] | null>(null)
  past = $state.raw<Past | null>(null)
  /** Whose name was deleted just now; it can be had back. */
  forgotten = $state.raw<NamedVersion | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** How often a name was put or deleted here: a list that was asked for before knows nothing of it. */
  #changes = 0

  constructor(given: Given) {
    this.#given = given
  }

  async refresh(): Promise<void> {
    const { fetch, slug } = this.#given
    await this.#try(async () => {
      const before = this.#changes
      const listed = await call(fetch, listVersions, { params: { slug } })
      if (this.#changes === before) this.named = listed
      else await this.refresh()
    })
  }

  /** Names how the work stands now. @returns whether it has the name */
  name(name: string): Promise<boolean> {
    return this.#put(VersionId.parse(newId()), name, this.#given.now.seq)
  }

  rename({ id, seq }: NamedVersion, name: string): Promise<boolean> {
    return this.#put(id, name, seq)
  }

  async forget(version: NamedVersion): Promise<boolean> {
    const { fetch, slug } = this.#given
    return this.#try(async () => {
      await call(fetch, forgetVersion, { params: { slug, id: version.id } })
      this.#changes += 1
      this.forgotten = version
      this.named = (this.named ?? []).filter(({ id }) => id !== version.id)
    })
  }

  async bringBack(): Promise<boolean> {
    const version = this.forgotten
    return version !== null && this.#put(version.id, version.name, version.seq)
  }

  async #put(id: VersionId, name: string, seq: number): Promise<boolean> {
    const { fetch, slug } = this.#given
    return this.#try(async () => {
      const version = await call(fetch, nameVersion, { params: { slug, id }, body: { name, seq } })
      this.#changes += 1
      const others = (this.named ?? []).filter((one) => one.id !== version.id)
      this.named = [version, ...others].sort((one, other) => other.seq - one.seq)
      this.forgotten = null
    })
  }

  /** Shows how the work stood after operation `seq`. */
  async look(title: string, seq: number): Promise<boolean> {
    return this.#try(async () => this.#show(title, await this.#read(seq)))
  }

  /** A piece came in or left: what may no longer be shown must go from what is being looked at, too. */
  async lookAgain(): Promise<void> {
    const { past } = this
    if (!past) return
    await this.#try(async () => {
      const answer = await this.#read(past.answer.seq)
      if (this.past === past && JSON.stringify(answer) !== JSON.stringify(past.answer))
        this.#show(past.title, answer)
    })
  }

  #read(seq: number): Promise<PastComposition> {
    const { fetch, slug } = this.#given
    return call(fetch, getPast, { params: { slug, seq } })
  }

  #show(title: string, answer: PastComposition): void {
    const { now, ...given } = this.#given
    const { title: workTitle, frame: size, background, viewfinder, isListShown } = this.past?.composer ?? now
    const { seq, placements } = answer
    const pieces = [...now.pieces.values()]
    const repeatsAllowed = now.repeatsAllowed
    const composition = { seq, title: workTitle, size, background, repeatsAllowed, placements, pieces }
    const composer = new Composer({ ...given, composition, steps: [], now })
    composer.viewfinder.seeAs(viewfinder)
    composer.isListShown = isListShown
    this.past?.composer.close()
    this.past = { title, composer, answer }
  }

  leave(): void {
    this.past?.composer.close()
    this.past = null
  }

  /** Makes the work stand as what is being looked at. One operation, one step back. */
  restore(): void {
    const { past } = this
    if (!past) return
    this.#given.now.restore(past.answer.seq, compositionOf(past.answer.placements))
    this.leave()
  }

  async #try(ask: () => Promise<unknown>): Promise<boolean> {
    try {
      await ask()
      this.problem = null
    } catch (cause) {
      this.problem = cause instanceof Problem ? cause : new Problem('unexpected', { cause })
    }
    return this.problem === null
  }
}
