import { sql, type Kysely } from 'kysely'

/** Houses whose pieces may be taken in together, artwork by artwork; and a way to what was decided of late. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table entrance add column trusted boolean not null default false`.execute(db)
  await sql`
    create index piece_decided on piece (artwork_id, decided_at desc, id desc)
    where decided_at is not null`.execute(db)
}
