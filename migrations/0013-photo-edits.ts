import { sql, type Kysely } from 'kysely'

/**
 * What a maker wants done to a photo when it is prepared: turned by quarters, and straightened from four corners
 * (x and y of each, in shares of the upright picture). `core/contract/photo-edits.ts` says in which order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table piece
      add column turn_deg smallint not null default 0 check (turn_deg in (0, 90, 180, 270)),
      add column corners double precision[]
        check (cardinality(corners) = 8 and 0 <= all (corners) and 1 >= all (corners)),
      add constraint only_a_photo_is_turned check (kind = 'photo' or (turn_deg = 0 and corners is null)),
      add constraint deleted_has_no_corners check (
        visibility <> 'deleted' or (turn_deg = 0 and corners is null))`.execute(db)
}
