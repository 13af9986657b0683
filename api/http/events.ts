/**
 * News between processes and to browsers. Whoever changes something says so with `announce` inside its transaction
 * (PostgreSQL's NOTIFY: heard only if the transaction holds); every process listens on one connection and hands the
 * news to those who follow the topic. News is a hint to look again, never the thing itself.
 */
import { sql } from 'kysely'
import pg from 'pg'
import { z } from 'zod'
import type { Db } from '../database/connect.ts'

const channel = 'faellesvaerk'

const News = z.object({ topic: z.string(), event: z.string(), data: z.unknown() })
/** `resync` means: news may have been missed, look at everything again. */
export type News = z.infer<typeof News>

export const artworkTopic = (artworkId: string) => `artwork:${artworkId}`
export const screenTopic = (screenId: string) => `screen:${screenId}`

/** @param data small: NOTIFY carries 8,000 bytes at most */
export async function announce(db: Db, topic: string, event: string, data: unknown): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify({ topic, event, data })})`.execute(db)
}

/** Whoever else uses the channel must not stop the house. */
function readNews(payload: string | undefined): News | null {
  try {
    return News.parse(JSON.parse(payload ?? ''))
  } catch {
    return null
  }
}

type Follower = (news: News) => void

export interface EventHub {
  /** @returns stops following */
  follow(topic: string, follower: Follower): () => void
  close(): Promise<void>
}

/** Listens for as long as the program lives; after a broken connection it listens again and says `resync` to all. */
export function listen(databaseUrl: string, onBroken: (error: unknown) => void): EventHub {
  const followers = new Map<string, Set<Follower>>()
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | null = null
  let closed = false

  function tell(news: News): void {
    for (const follower of followers.get(news.topic) ?? []) follower(news)
  }

  /** A connection that has been replaced already has nothing more to say. */
  function again(broken: pg.Client, error: unknown): void {
    if (closed || retry || broken !== client) return
    client = null
    onBroken(error)
    retry = setTimeout(() => {
      retry = null
      void open(true)
    }, 1_000)
  }

  async function open(isAgain: boolean): Promise<void> {
    const next = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    client = next
    next.on('error', (error) => again(next, error))
    next.on('end', () => again(next, new Error('the connection ended')))
    next.on('notification', ({ payload }) => {
      const news = readNews(payload)
      if (news) tell(news)
    })
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      if (isAgain) for (const topic of followers.keys()) tell({ topic, event: 'resync', data: null })
    } catch (error) {
      await next.end().catch(() => undefined)
      again(next, error)
    }
  }

  void open(false)
  return {
    follow(topic, follower) {
      const all = followers.get(topic) ?? new Set()
      followers.set(topic, all.add(follower))
      return () => {
        all.delete(follower)
        if (all.size === 0) followers.delete(topic)
      }
    },
    async close() {
      closed = true
      if (retry) clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
