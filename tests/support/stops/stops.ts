/** Where a piece can be stopped on its way through the house, by a test and without the house's knowledge. */
import { existsSync, writeFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from '#api/database/connect.ts'
import { until } from '../maker.ts'

/** In the program, at what it does with files (`in-program.ts`, `in-bench.ts`). */
const filePlaces = [
  'half-written',
  'stored',
  'answering',
  'joining',
  'fetched',
  'decoding',
  'renditions',
  'original',
] as const
/** In the database: before the row is changed, and when the transaction is about to hold. */
const rowPlaces = ['receiving', 'received', 'switching', 'switched'] as const

export type Place = (typeof filePlaces)[number] | (typeof rowPlaces)[number]

/** It waits there until it is let go, or it finds the disk full. */
export type Kind = 'hold' | 'full'

export interface Stops {
  /** Variables for the program that is to be stopped. */
  readonly environment: Readonly<Record<string, string>>
  /** The next who comes there is stopped; in the database it is the piece itself. */
  set(place: Place, kind: Kind, pieceId: string): Promise<void>
  /** Resolves when one is held there, or has found no room. */
  untilReached(place: Place, pieceId: string): Promise<void>
  /** Whoever is held there goes on, and in the next file there is room; a row stays as it is. */
  passOn(place: Place): Promise<void>
  /** Whoever is held goes on, nobody is stopped any more, and there is room. */
  letGo(): Promise<void>
  /** `kill -9` of the process of the workshop that is held while it decodes. */
  killBench(): Promise<void>
  close(): Promise<void>
}

const isRowPlace = (place: Place): boolean => rowPlaces.some((one) => one === place)

const lockClass = 7_391

const triggers = [
  sql`create table test_stop (piece_id uuid, place text, kind text)`,
  // As PostgreSQL says it of a full disk: SQLSTATE 53100.
  sql`create function test_stop() returns trigger language plpgsql as $$
    declare wanted text := (select kind from test_stop where piece_id = new.id and place = tg_argv[0]);
    begin
      if wanted = 'full' then
        raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
      elsif wanted = 'hold' then
        perform pg_advisory_xact_lock_shared(${sql.lit(lockClass)}, hashtext(new.id::text));
      end if;
      return new;
    end $$`,
  sql`create trigger receiving before insert on piece for each row execute function test_stop('receiving')`,
  sql`create constraint trigger received after insert on piece
    deferrable initially deferred for each row execute function test_stop('received')`,
  sql`create trigger switching before update of preparation on piece
    for each row execute function test_stop('switching')`,
  sql`create constraint trigger switched after update of preparation on piece
    deferrable initially deferred for each row execute function test_stop('switched')`,
]

/** Makes the folder by which a program is stopped, before there is one, and what is done once its database can be asked. */
export async function makeStops(): Promise<{
  readonly environment: Stops['environment']
  over(databaseUrl: string, db: Db): Promise<Stops>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'faellesvaerk-stops-'))
  const inProgram = new URL('./in-program.ts', import.meta.url).href
  const environment = { STOPS: folder, NODE_OPTIONS: `--import=${inProgram}` }
  return { environment, over: (databaseUrl, db) => openStops(folder, environment, databaseUrl, db) }
}

async function openStops(
  folder: string,
  environment: Stops['environment'],
  databaseUrl: string,
  db: Db,
): Promise<Stops> {
  for (const trigger of triggers) await trigger.execute(db)
  let holder: pg.Client | null = null

  /** Locks are held as long as this connection is. */
  async function lock(pieceId: string): Promise<void> {
    if (!holder) {
      holder = new pg.Client({ connectionString: databaseUrl })
      holder.on('error', () => undefined)
      await holder.connect()
    }
    await holder.query('select pg_advisory_lock($1, hashtext($2))', [lockClass, pieceId])
  }

  /** Waits at the lock, or was thrown back: then its job waits for room, as another, or is tried again. */
  async function isReachedInRow(place: Place, pieceId: string): Promise<boolean> {
    const { rows } = await sql<{ reached: boolean }>`
      select exists (
        select from pg_locks where locktype = 'advisory' and not granted and classid = ${lockClass}
          and objid = (hashtext(${pieceId})::bigint & 4294967295)::oid
      ) or exists (
        select from pgboss.job where name = 'prepare-piece' and data->>'pieceId' = ${pieceId}
          and ${place} in ('switching', 'switched')
        having count(*) > 1 or bool_or(state::text = 'retry')
      ) as reached`.execute(db)
    return rows[0]?.reached === true
  }

  const benchPid = async () =>
    Number(await readFile(join(folder, 'decoding.reached'), 'utf8').catch(() => '0'))

  async function wakeBench(): Promise<void> {
    const halted = await benchPid()
    if (halted > 0) goOn(halted)
  }

  return {
    environment,
    async set(place, kind, pieceId) {
      if (!isRowPlace(place)) {
        // At once: whoever asks for it between two parts does not wait.
        writeFileSync(join(folder, place), kind)
        return
      }
      if (kind === 'hold') await lock(pieceId)
      await sql`insert into test_stop values (${pieceId}, ${place}, ${kind})`.execute(db)
    },
    async untilReached(place, pieceId) {
      const isReached = async () =>
        isRowPlace(place) ? isReachedInRow(place, pieceId) : existsSync(join(folder, `${place}.reached`))
      await until(isReached, Boolean)
    },
    async passOn(place) {
      for (const ending of ['', '.reached']) await rm(join(folder, place + ending), { force: true })
    },
    async letGo() {
      await sql`delete from test_stop`.execute(db)
      await holder?.end().catch(() => undefined)
      holder = null
      await wakeBench()
      for (const place of filePlaces)
        for (const ending of ['', '.reached', '.reached.armed', '.armed'])
          await rm(join(folder, place + ending), { force: true })
    },
    async killBench() {
      process.kill(await benchPid(), 'SIGKILL')
    },
    async close() {
      await wakeBench()
      await holder?.end().catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** It may be killed already; one whose program is gone ends when it hears of that. */
function goOn(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
