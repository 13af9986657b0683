import { sql, type Kysely } from 'kysely'

/** Why an approved piece has no place in an edition. It is noted with the edition, and stays as that does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table edition add constraint edition_of_artwork unique (id, artwork_id)`.execute(db)
  await sql`alter table piece add constraint piece_of_artwork unique (id, artwork_id)`.execute(db)
  await sql`
    create table edition_left_out (
      edition_id uuid not null,
      -- With the foreign keys below: only a piece of the edition's own artwork.
      artwork_id uuid not null,
      piece_id uuid not null,
      reason text not null check (reason in ('later', 'no-room', 'asked-to-wait', 'elsewhere')),
      -- Null for what the house does by itself.
      staff_id uuid references staff,
      noted_at timestamptz not null,
      primary key (edition_id, piece_id),
      foreign key (edition_id, artwork_id) references edition (id, artwork_id),
      foreign key (piece_id, artwork_id) references piece (id, artwork_id)
    )`.execute(db)
  await sql`
    create trigger left_out_never_changes before insert or update or delete on edition_left_out
    for each row execute function face_never_changes()`.execute(db)
  await sql`
    create trigger edition_left_out_not_emptied before truncate on edition_left_out
    for each statement execute function refuse_change()`.execute(db)
}
