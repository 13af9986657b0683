/** Jobs, kept in the same PostgreSQL as the rest: a piece and its job are written in one transaction, or neither is. */
import { PgBoss, fromKysely } from 'pg-boss'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Tx } from '../database/connect.ts'

/** Every kind of job, with what it carries: ids only. */
export const jobKinds = {
  'prepare-piece': z.object({ pieceId: z.uuid() }),
  'publish-edition': z.object({ artworkId: z.uuid() }),
  'erase-piece': z.object({ pieceId: z.uuid(), incomingKey: z.string().nullable() }),
  /** Swept at intervals: hidden pieces whose 30 days are over, files nobody names. */
  sweep: z.object({}),
} as const
export type JobKind = keyof typeof jobKinds
export type JobData<Kind extends JobKind> = z.output<(typeof jobKinds)[Kind]>

interface QueueSettings {
  readonly retryLimit: number
  readonly expireInSeconds: number
  /** `one-waiting`: another of the same key joins the one that waits, since one run serves both; and no two run at once. */
  readonly sameKey: 'all' | 'one-waiting'
}

const settings: Record<JobKind, QueueSettings> = {
  'prepare-piece': { retryLimit: 5, expireInSeconds: 300, sameKey: 'all' },
  'erase-piece': { retryLimit: 20, expireInSeconds: 300, sameKey: 'all' },
  'publish-edition': { retryLimit: 5, expireInSeconds: 3600, sameKey: 'one-waiting' },
  sweep: { retryLimit: 0, expireInSeconds: 3600, sameKey: 'one-waiting' },
}

const kinds = Object.keys(jobKinds).filter((kind): kind is JobKind => kind in jobKinds)

export interface Jobs {
  /** Queues a job inside a transaction; it can start when the transaction holds. */
  queue<Kind extends JobKind>(tx: Tx, kind: Kind, data: JobData<Kind>, key?: string): Promise<void>
  /** Works through one kind of job. A job that throws is tried again later, a bounded number of times. */
  work<Kind extends JobKind>(
    kind: Kind,
    atOnce: number,
    run: (data: JobData<Kind>) => Promise<void>,
  ): Promise<void>
  /** @throws when jobs cannot be queued or fetched */
  check(): Promise<void>
  stop(): Promise<void>
}

export async function startJobs(
  databaseUrl: string,
  log: Logger,
  role: 'all' | 'web' | 'worker',
): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 4,
    // Workers hear of a job in the moment it is written; polling is what remains when that connection is broken.
    useListenNotify: true,
    supervise: role !== 'web',
    schedule: role !== 'web',
    application_name: 'faellesvaerk-jobs',
  })
  boss.on('error', (error) => log.error({ err: error }, 'jobs'))
  await boss.start()
  for (const kind of kinds) {
    const { retryLimit, expireInSeconds, sameKey } = settings[kind]
    await boss.createQueue(kind, {
      policy: sameKey === 'one-waiting' ? 'stately' : 'standard',
      notify: true,
      retryLimit,
      retryBackoff: true,
      retryDelay: 1,
      expireInSeconds,
      deleteAfterSeconds: 60 * 60,
    })
  }

  return {
    async queue(tx, kind, data, key) {
      await boss.send(kind, data, { db: fromKysely(tx), ...(key !== undefined && { singletonKey: key }) })
    },

    async work(kind, atOnce, run) {
      const options = {
        batchSize: 1,
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: 5,
        localConcurrency: atOnce,
      } as const
      await boss.work(kind, options, async ([job]) => {
        if (!job) return
        try {
          await run(parseData(kind, job.data))
        } catch (error) {
          log.error({ err: error, job: kind }, 'a job did not succeed')
          throw error
        }
      })
    },

    async check() {
      await boss.getQueueStats('prepare-piece')
    },

    async stop() {
      await boss.stop({ graceful: true, timeout: 20_000 })
    },
  }
}

function parseData<Kind extends JobKind>(kind: Kind, data: unknown): JobData<Kind>
function parseData(kind: JobKind, data: unknown): object {
  return jobKinds[kind].parse(data)
}
