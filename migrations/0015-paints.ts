import { sql, type Kysely } from 'kysely'

/** What an artwork is drawn with, and on: up to six paints and a paper. Artworks that are there keep the ones they had. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table artwork
      add column paints text[] not null
        default array['#14213d', '#c8323c', '#ffb000', '#1f7a55', '#2f74c0', '#f08db0']
        check (
          cardinality(paints) between 1 and 6
          and array_to_string(paints, ',', '') ~ '^#[0-9a-f]{6}(,#[0-9a-f]{6})*$'
        ),
      add column paper text not null default '#ffffff' check (paper ~ '^#[0-9a-f]{6}$')`.execute(db)
}
