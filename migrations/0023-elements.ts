import { sql, type Kysely } from 'kysely'

/** What in a composition is the artwork's own: words, fields of coloured card, threads. Never where a piece stands. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table placement
      add column element jsonb,
      add constraint element_or_piece check (element is null or piece_id is null)`.execute(db)
}
