import { sql, type Kysely } from 'kysely'

/**
 * A name is words that a maker writes, and can be written anew with the card at any time. The database knows which
 * one a curator has seen last; `shown_name`, computed by it, is the only name that visitors are told.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table piece
      add column seen_name text,
      add column shown_name text generated always as (
        case when credit = 'name' and maker_name = seen_name then maker_name end
      ) stored,
      add constraint deleted_has_no_seen_name check (visibility <> 'deleted' or seen_name is null)`.execute(
    db,
  )
  // Whoever approved a piece had its name beside it.
  await sql`update piece set seen_name = maker_name where decision = 'approved'`.execute(db)
  await sql`
    create index piece_new_names on piece (artwork_id)
    where placeable and credit = 'name' and shown_name is null`.execute(db)
}
