/**
 * Reads compositions in a thread beside the house's own. To fetch, check and write out 10,000 pieces takes a third of a second of
 * the processor, and more of a slower one: meanwhile nobody else would be answered, not even for the scripts of the page that
 * asked.
 */
import { Piscina } from 'piscina'
import { Composition } from '#core/contract/composition.ts'
import { readProblem } from '#core/contract/problems.ts'
import { Written } from '../http/written.ts'

export interface CompositionReader {
  /** @throws {Problem} artwork-not-found, unavailable */
  read(slug: string): Promise<Written<typeof Composition>>
  close(): Promise<void>
}

/** The thread is begun when somebody asks, and goes when nobody has for so long. */
const idleMs = 5 * 60_000

export function openCompositionReader(databaseUrl: string): CompositionReader {
  const pool = new Piscina<string, unknown>({
    filename: new URL('reader-thread.ts', import.meta.url).href,
    workerData: { databaseUrl },
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
  })
  return {
    async read(slug) {
      const answer = await pool.run(slug)
      if (answer instanceof Uint8Array) return new Written(Composition, answer)
      throw readProblem(answer)
    },
    close: () => pool.destroy(),
  }
}
