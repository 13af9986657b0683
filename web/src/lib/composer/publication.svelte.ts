/** Publishing: what would change, and how far the drawing has come. */
import { call } from '#lib/api.ts'
import {
  listEditions,
  previewPublish,
  publish,
  type Edition,
  type PublishPreview,
  type PublishProgress,
} from '#core/contract/editions.ts'
import type { Everyone } from '#core/composition/everyone.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import { LeftOutReasons } from './left-out.svelte.ts'

export class Publication {
  readonly #fetch: typeof globalThis.fetch
  readonly slug: ArtworkSlug
  readonly leftOut = new LeftOutReasons()
  preview = $state.raw<PublishPreview | null>(null)
  /** Of the edition that was asked for last. */
  progress = $state.raw<PublishProgress | null>(null)
  /** All of them, newest first. */
  editions = $state.raw<readonly Edition[]>([])
  /** The number of the edition that can be seen now. */
  published = $state<number | null>(null)
  problem = $state.raw<Problem | null>(null)
  isAsking = $state(false)

  constructor(fetch: typeof globalThis.fetch, slug: ArtworkSlug, editions: readonly Edition[]) {
    this.#fetch = fetch
    this.slug = slug
    this.#take(editions)
  }

  async refresh(): Promise<void> {
    await this.#try(async () => {
      const params = { slug: this.slug }
      this.preview = await call(this.#fetch, previewPublish, { params })
      this.leftOut.offer(this.preview)
      this.#take(await call(this.#fetch, listEditions, { params }))
    })
  }

  /** Asks for reasons first, if somebody who is not, or not well, in the work has none. */
  async publish(everyone: Everyone): Promise<void> {
    this.leftOut.isMissed = !this.leftOut.isAllSaid(everyone)
    if (this.leftOut.isMissed) return
    this.isAsking = true
    await this.#try(async () => {
      const { leftOut, absentHouses } = this.leftOut.saidOf(everyone)
      const edition = await call(this.#fetch, publish, {
        params: { slug: this.slug },
        body: { leftOut: [...leftOut], absentHouses: [...absentHouses] },
      })
      this.hear(edition.progress)
    })
    this.isAsking = false
  }

  /** Events may come late: an older edition says nothing about the newest. */
  hear(progress: PublishProgress): void {
    if (this.progress && progress.edition < this.progress.edition) return
    this.progress = progress
    if (progress.state !== 'published') return
    this.published = progress.edition
    void this.refresh()
  }

  #take(editions: readonly Edition[]): void {
    this.editions = editions
    const newest = editions[0]
    if (newest && newest.number >= (this.progress?.edition ?? 0)) this.progress = newest.progress
    this.published = editions.find(({ progress }) => progress.state === 'published')?.number ?? null
  }

  async #try(ask: () => Promise<void>): Promise<void> {
    try {
      await ask()
      this.problem = null
    } catch (cause) {
      this.problem = cause instanceof Problem ? cause : new Problem('unexpected', { cause })
    }
  }
}
