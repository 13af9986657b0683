import { sql } from 'kysely'
import type { z } from 'zod'
import { getHealth, type Health } from '#core/contract/health.ts'
import type { Deps } from '../deps.ts'
import type { Routes } from '../http/routes.ts'
import { NobodyWorks } from '../jobs/queue.ts'

type Part = z.input<typeof Health>['database']

/** How long a part may take to answer before it counts as ill. */
const patienceMs = 3_000

async function ask(reasonFor: (error: unknown) => string, check: () => Promise<unknown>): Promise<Part> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), patienceMs)
  })
  try {
    await Promise.race([check(), tooLate])
    return { state: 'well' }
  } catch (error) {
    return { state: 'ill', reason: reasonFor(error) }
  } finally {
    clearTimeout(timer)
  }
}

export function healthRoutes(
  routes: Routes,
  { db, storage, jobs }: Pick<Deps, 'db' | 'storage' | 'jobs'>,
): void {
  routes.on(getHealth, async ({ response }) => {
    const [database, stored, working] = await Promise.all([
      ask(
        () => 'The database does not answer.',
        () => sql`select 1`.execute(db),
      ),
      ask(
        () => 'Nothing can be written to the data folder. Is the disk full?',
        () => storage.check(),
      ),
      ask(
        (error) =>
          error instanceof NobodyWorks
            ? 'Nobody prepares pieces or draws editions. Is the worker running?'
            : 'The job queue does not answer.',
        () => jobs.check(),
      ),
    ])
    const isWell = [database, stored, working].every(({ state }) => state === 'well')
    response.set('cache-control', 'no-store').status(isWell ? 200 : 503)
    return { state: isWell ? ('well' as const) : ('ill' as const), database, storage: stored, jobs: working }
  })
}
