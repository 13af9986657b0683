import { slugOf } from './slug.ts'

/** A name, and the short name for addresses that follows it until somebody writes another. */
export class SlugFollowing {
  title: string = $state('')
  #written: string | null = $state(null)
  readonly #maxLength: number

  constructor(title: string, slug: string, maxLength = 60) {
    this.title = title
    this.#maxLength = maxLength
    if (slug !== slugOf(title, maxLength)) this.#written = slug
  }

  get slug(): string {
    return this.#written ?? slugOf(this.title, this.#maxLength)
  }

  /** An emptied field follows the title again. */
  set slug(written: string) {
    this.#written = written === '' ? null : written
  }
}
