/** Jobs, kept in the same PostgreSQL as the rest: a piece and its job are written in one transaction, or neither is. */
import { PgBoss, fromKysely } from 'pg-boss'
import type { Logger } from 'pino'
import { z } from 'zod'
import { StoreFull } from '#storage/store.ts'
import type { Tx } from '../database/connect.ts'
import { isDatabaseFull } from '../database/failure.ts'
import { announce, type EventHub } from '../http/events.ts'

const jobsTopic = 'jobs'

/** Every kind of job, with what it carries: ids only. */
export const jobKinds = {
  'prepare-piece': z.object({ pieceId: z.uuid() }),
  /** Preparing it was given up. Whoever sent it must not wait for ever. */
  'set-piece-aside': z.object({ pieceId: z.uuid() }),
  'publish-edition': z.object({ artworkId: z.uuid() }),
  /** Begins a while after it was first asked for, so that one run serves many pieces. */
  'pack-sheets': z.object({ artworkId: z.uuid() }),
  'erase-piece': z.object({
    pieceId: z.uuid(),
    incomingKey: z.string().nullable(),
    /** Of the sheets that held it. */
    sheetKeys: z.array(z.string()).default([]),
  }),
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
  /** What is done instead when every try has failed, with the same data. Declared before this kind. */
  readonly orElse?: JobKind
}

const settings: Record<JobKind, QueueSettings> = {
  'set-piece-aside': { retryLimit: 20, expireInSeconds: 60, sameKey: 'all' },
  'prepare-piece': { retryLimit: 5, expireInSeconds: 300, sameKey: 'all', orElse: 'set-piece-aside' },
  'erase-piece': { retryLimit: 20, expireInSeconds: 300, sameKey: 'all' },
  'publish-edition': { retryLimit: 5, expireInSeconds: 3600, sameKey: 'one-waiting' },
  'pack-sheets': { retryLimit: 5, expireInSeconds: 3600, sameKey: 'one-waiting' },
  sweep: { retryLimit: 0, expireInSeconds: 3600, sameKey: 'one-waiting' },
}

const kinds = Object.keys(settings).filter((kind): kind is JobKind => kind in jobKinds)

/** Jobs can be queued, but no worker has been heard of for a while. */
export class NobodyWorks extends Error {}

export interface Jobs {
  /**
   * Queues a job inside a transaction; it can start when the transaction holds.
   * @param order of jobs with the same `key`, one waits; the job whose `turn` is earliest is next (all have one, or
   *   none); it begins `afterSeconds` at the earliest
   */
  queue<Kind extends JobKind>(
    tx: Tx,
    kind: Kind,
    data: JobData<Kind>,
    order?: { readonly key?: string; readonly turn?: Date; readonly afterSeconds?: number },
  ): Promise<void>
  /** Works through one kind of job. A job that throws is tried again later, a bounded number of times. */
  work<Kind extends JobKind>(kind: Kind, atOnce: number, run: (data: JobData<Kind>) => Promise<void>): void
  /** @throws {NobodyWorks} when jobs can be queued, and nobody does them; something else when they cannot */
  check(): Promise<void>
  stop(): Promise<void>
}

/** A job whose worker was killed is given to another when it has not been heard of for this long (pg-boss's least). */
const heartbeatSeconds = 10

/** How long a job that found the store or the database full waits before it looks again. */
const roomSeconds = 10

/** pg-boss takes the job with the highest number first: the earlier the turn, the higher. Seconds fit until 2094. */
const firstTurnMs = Date.UTC(2026, 0, 1)
const priorityOf = (turn: Date) => Math.floor((firstTurnMs - turn.getTime()) / 1000)

interface FetchedJob {
  readonly id: string
  readonly priority: number
  readonly data: unknown
  readonly singletonKey: string | null
}

/** Looked at even when nobody says anything: a job whose time to be tried again has come, or news that was lost. */
const lookEveryMs = 2_000

/** Resolves at the next news of this kind of job, after a while, or when all stops. */
function nextNews(
  events: EventHub,
  kind: JobKind,
  stop: AbortSignal,
): { heard: Promise<void>; stop: () => void } {
  let tell = () => {}
  const heard = new Promise<void>((resolve) => (tell = resolve))
  const unfollow = events.follow(jobsTopic, ({ event }) => {
    if (event === kind || event === 'resync') tell()
  })
  const timer = setTimeout(tell, lookEveryMs)
  stop.addEventListener('abort', tell)
  return {
    heard,
    stop() {
      unfollow()
      clearTimeout(timer)
      stop.removeEventListener('abort', tell)
    },
  }
}

export async function startJobs(
  databaseUrl: string,
  events: EventHub,
  log: Logger,
  role: 'all' | 'web' | 'worker',
): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 4,
    supervise: role !== 'web',
    superviseIntervalSeconds: heartbeatSeconds / 2,
    monitorIntervalSeconds: heartbeatSeconds / 2,
    schedule: role !== 'web',
    application_name: 'faellesvaerk-jobs',
    instanceName: role,
    instanceHeartbeatSeconds: heartbeatSeconds,
  })
  boss.on('error', (error) => log.error({ err: error }, 'jobs'))
  await boss.start()
  for (const kind of kinds) {
    const { retryLimit, expireInSeconds, sameKey, orElse } = settings[kind]
    const options = {
      retryLimit,
      retryBackoff: true,
      retryDelay: 1,
      heartbeatSeconds,
      expireInSeconds,
      deleteAfterSeconds: 60 * 60,
      ...(orElse && { deadLetter: orElse }),
    }
    await boss.createQueue(kind, { policy: sameKey === 'one-waiting' ? 'stately' : 'standard', ...options })
    // A house that is there already may have other settings from an earlier version.
    await boss.updateQueue(kind, options)
  }

  const stopping = new AbortController()
  const running: Promise<void>[] = []

  /**
   * Takes one job after the other for as long as there are any, and then waits to be told of more. pg-boss's own
   * workers pause after each job, which would let a house that sent thirty pieces wait for half a minute.
   */
  async function workThrough<Kind extends JobKind>(
    kind: Kind,
    run: (data: JobData<Kind>) => Promise<void>,
  ): Promise<void> {
    while (!stopping.signal.aborted) {
      const news = nextNews(events, kind, stopping.signal)
      const job = await fetchOne(kind)
      if (job) await runOne(kind, job, run)
      else await news.heard
      news.stop()
    }
  }

  async function fetchOne(kind: JobKind): Promise<FetchedJob | null> {
    try {
      const [job] = await boss.fetch<unknown>(kind, { includeMetadata: true })
      return job ?? null
    } catch (error) {
      log.warn({ err: error, job: kind }, 'jobs cannot be fetched')
      return null
    }
  }

  async function runOne<Kind extends JobKind>(
    kind: Kind,
    job: FetchedJob,
    run: (data: JobData<Kind>) => Promise<void>,
  ): Promise<void> {
    const heartbeat = setInterval(() => {
      boss.touch(kind, job.id).catch((error: unknown) => log.warn({ err: error, job: kind }, 'no heartbeat'))
    }, heartbeatSeconds * 400)
    try {
      const data = parseData(kind, job.data)
      try {
        await run(data)
      } catch (error) {
        if (!(error instanceof StoreFull || isDatabaseFull(error))) throw error
        // Not a failed try: it waits for room, for as long as that takes.
        log.error({ err: error, job: kind }, 'a job waits for room')
        const singletonKey = job.singletonKey
        await boss.send(kind, data, {
          startAfter: roomSeconds,
          priority: job.priority,
          ...(singletonKey !== null && { singletonKey }),
        })
      }
      await boss.complete(kind, job.id)
    } catch (error) {
      log.error({ err: error, job: kind }, 'a job did not succeed')
      // If this cannot be written either, the job expires and is tried again all the same.
      await boss
        .fail(kind, job.id, { message: error instanceof Error ? error.message : 'unknown' })
        .catch((failure: unknown) => log.warn({ err: failure, job: kind }, 'a job could not be given back'))
    } finally {
      clearInterval(heartbeat)
    }
  }

  return {
    async queue(tx, kind, data, { key, turn, afterSeconds } = {}) {
      await boss.send(kind, data, {
        db: fromKysely(tx),
        ...(key !== undefined && { singletonKey: key }),
        ...(turn && { priority: priorityOf(turn) }),
        ...(afterSeconds !== undefined && { startAfter: afterSeconds }),
      })
      await announce(tx, jobsTopic, kind, null)
    },

    work(kind, atOnce, run) {
      for (let worker = 0; worker < atOnce; worker++) running.push(workThrough(kind, run))
    },

    async check() {
      const instances = await boss.getInstances()
      if (!instances.some(({ live, name }) => live && name !== 'web')) throw new NobodyWorks()
    },

    async stop() {
      stopping.abort()
      await Promise.all(running)
      await boss.stop({ graceful: true, timeout: 20_000 })
    },
  }
}

function parseData<Kind extends JobKind>(kind: Kind, data: unknown): JobData<Kind>
function parseData(kind: JobKind, data: unknown): object {
  return jobKinds[kind].parse(data)
}
