/** Which packed sheets an artwork has: asked for once, however many draw from them. */
import { call } from '#lib/api.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { listSheets, type Sheets } from '#core/contract/sheets.ts'

export class SheetList {
  readonly #fetch: typeof globalThis.fetch
  readonly #slug: ArtworkSlug
  readonly #build: string | undefined
  #asked: { readonly version: number; readonly listed: Promise<Sheets> } | null = null

  constructor(fetch: typeof globalThis.fetch, slug: ArtworkSlug, build?: string) {
    this.#fetch = fetch
    this.#slug = slug
    this.#build = build
  }

  /**
   * @param version raised when the sheets are others
   * @throws {Problem} when there was no answer; then the next one asks again
   */
  at(version: number): Promise<Sheets> {
    if (this.#asked?.version === version) return this.#asked.listed
    const listed = call(this.#fetch, listSheets, { params: { slug: this.#slug }, build: this.#build })
    const asked = { version, listed }
    this.#asked = asked
    listed.catch(() => {
      if (this.#asked === asked) this.#asked = null
    })
    return listed
  }
}
