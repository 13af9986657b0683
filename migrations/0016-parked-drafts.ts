import { sql, type Kysely } from 'kysely'

/**
 * Drafts that somebody wants to go on with on another device. What lies in the store is sealed on the phone; the row
 * says where it lies, which house it belongs to, and whether the house may remind somebody. Nothing says whose it is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table parked_draft (
      -- Made of the card's secret, apart from the hash that a finished piece's card has.
      id text primary key check (id ~ '^[0-9a-f]{64}$'),
      house_id uuid not null references house,
      storage_key text not null unique,
      remind boolean not null default false,
      parked_at timestamptz not null
    )`.execute(db)
  await sql`create index parked_draft_house on parked_draft (house_id)`.execute(db)
  await sql`create index parked_draft_age on parked_draft (parked_at)`.execute(db)
}
