import { sql, type Kysely } from 'kysely'

/**
 * How many of a house wait to be prepared decides when the next one's turn comes. They are counted from an index that
 * holds only those who wait. Works that a host sends from paper are counted by themselves: a batch of them must not
 * hold up a person of the same house.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table piece add column from_paper boolean not null default false`.execute(db)
  await sql`
    create index piece_unprepared on piece (artwork_id, house_id, from_paper)
    where preparation = 'received' and visibility <> 'deleted'`.execute(db)
}
