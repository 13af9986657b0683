import { sql, type Kysely } from 'kysely'

/** Closes ways around the rules of the earlier migrations, and keeps account of which tiles are still to be deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A face could be moved from one edition to another, or slip in while another transaction published.
  await sql`
    create or replace function face_never_changes() returns trigger language plpgsql as $$
    begin
      -- Held, so that an edition cannot be published while its faces are being written.
      perform from edition where id in (new.edition_id, old.edition_id) for share;
      if exists (select from edition where state = 'published' and id in (new.edition_id, old.edition_id)) then
        raise exception 'a published edition never changes' using errcode = 'integrity_constraint_violation';
      end if;
      return case tg_op when 'DELETE' then old else new end;
    end $$`.execute(db)
  await sql`
    create function published_has_both_faces() returns trigger language plpgsql as $$
    begin
      if (select count(*) from edition_face where edition_id = new.id) < 2 then
        raise exception 'an edition is published with both of its faces' using errcode = 'integrity_constraint_violation';
      end if;
      return null;
    end $$`.execute(db)
  await sql`
    create constraint trigger edition_has_both_faces after insert or update on edition
    deferrable initially deferred
    for each row when (new.state = 'published') execute function published_has_both_faces()`.execute(db)

  // What is written once is not emptied as a whole either.
  for (const table of ['consent', 'audit', 'composition_op', 'edition', 'edition_face'])
    await sql`
      create trigger ${sql.raw(table)}_not_emptied before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)

  // No picture is kept of a piece that is deleted: the same device as for placements (see 0002).
  await sql`update piece set decline_reason = null where visibility = 'deleted'`.execute(db)
  await sql`
    alter table piece
      add column keeps_content boolean not null generated always as (visibility <> 'deleted') stored,
      add constraint piece_keeps_content unique (id, keeps_content),
      add constraint deleted_has_no_reason check (visibility <> 'deleted' or decline_reason is null)`.execute(
    db,
  )
  await sql`
    alter table rendition
      add column keeps_content boolean not null generated always as (true) stored,
      add foreign key (piece_id, keeps_content) references piece (id, keeps_content)`.execute(db)

  // Editions whose tiles are deleted, but for those that a later one needs. Without a row here they may still be there.
  await sql`
    create table edition_cleared (
      edition_id uuid primary key references edition,
      at timestamptz not null default now()
    )`.execute(db)
}
