import { sql, type Kysely } from 'kysely'

/**
 * How a piece is shown in its place: cropped, mounted, in a group, or standing in several places at once. What its maker or
 * its artwork has to allow is kept by foreign keys, as placeability is (see 0002).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A fourth thing that a maker can say yes to: that the piece is cropped or gets other colours.
  await sql`
    alter table consent
      drop constraint consent_purpose_check,
      add constraint consent_purpose_check check (purpose in ('screen', 'web', 'print', 'alter'))`.execute(db)
  await sql`
    alter table piece
      add column alter_yes boolean not null default false,
      add constraint piece_alter unique (id, alter_yes)`.execute(db)
  await sql`
    create or replace function take_last_answers() returns trigger language plpgsql as $$
    begin
      new.screen_yes := last_answer(new.id, 'screen');
      new.web_yes := last_answer(new.id, 'web');
      new.print_yes := last_answer(new.id, 'print');
      new.alter_yes := last_answer(new.id, 'alter');
      return new;
    end $$`.execute(db)

  await sql`
    alter table artwork
      add column repeats_allowed boolean not null default false,
      add constraint artwork_repeats unique (id, repeats_allowed)`.execute(db)
  await sql`
    alter table placement
      add column crop jsonb,
      add column mount jsonb,
      add column group_id uuid,
      add constraint crop_of_a_piece check (crop is null or piece_id is not null),
      add constraint crop_in_the_picture check (crop is null or coalesce(
        (crop->>'x')::float8 >= 0 and (crop->>'y')::float8 >= 0
        and (crop->>'width')::float8 > 0 and (crop->>'height')::float8 > 0
        and (crop->>'x')::float8 + (crop->>'width')::float8 <= 1.001
        and (crop->>'y')::float8 + (crop->>'height')::float8 <= 1.001, false)),
      -- Only a piece whose maker lets it be altered is cropped.
      add column cropped_piece uuid generated always as (case when crop is not null then piece_id end) stored,
      add column alterable boolean not null generated always as (true) stored,
      add constraint cropped_piece_may_be foreign key (cropped_piece, alterable) references piece (id, alter_yes),
      -- Only in an artwork that allows it a piece stands in several places.
      add column repeating_artwork uuid generated always as (case when repeats then artwork_id end) stored,
      add column repeatable boolean not null generated always as (true) stored,
      add constraint repeats_only_where_allowed
        foreign key (repeating_artwork, repeatable) references artwork (id, repeats_allowed)`.execute(db)
  await sql`create index placement_cropped on placement (cropped_piece) where cropped_piece is not null`.execute(
    db,
  )

  await sql`
    alter table composition_op
      drop constraint composition_op_kind_check,
      add constraint composition_op_kind_check check (kind in (
        'place', 'move', 'layer', 'lock', 'crop', 'mount', 'group', 'remove', 'layout', 'undo', 'restore', 'withdraw'))`.execute(
    db,
  )
}
