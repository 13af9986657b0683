import { sql, type Kysely } from 'kysely'

/**
 * A yes said without net arrives days later: beside its arrival (`at`) stands when it was said, by the phone's clock, and in
 * which language its words were read. Both are null in every row written before, on paper, and where nobody told.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table consent
      -- Nothing finer than a second is kept: it could tell two phones apart, and nobody needs it.
      add column said_at timestamptz(0),
      add column language text check (language in ('da', 'en', 'kl'))`.execute(db)
}
