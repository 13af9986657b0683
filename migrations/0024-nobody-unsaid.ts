import { sql, type Kysely } from 'kysely'

/** What an edition notes of those who are hardly seen in it, and of houses that have nothing in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table edition_left_out
      drop constraint edition_left_out_reason_check,
      add constraint edition_left_out_reason_check check (reason in (
        'later', 'no-room', 'asked-to-wait', 'elsewhere',
        'meant-so', 'seen-closer', 'better-place-later'
      ))`.execute(db)
  await sql`
    create table edition_absent_house (
      edition_id uuid not null,
      -- With the foreign keys below: only a house that takes part in the edition's own artwork.
      artwork_id uuid not null,
      house_id uuid not null,
      reason text not null check (reason in ('nothing-sent', 'house-later', 'not-this-time')),
      -- Null for what the house does by itself.
      staff_id uuid references staff,
      noted_at timestamptz not null,
      primary key (edition_id, house_id),
      foreign key (edition_id, artwork_id) references edition (id, artwork_id),
      foreign key (artwork_id, house_id) references entrance (artwork_id, house_id)
    )`.execute(db)
  await sql`
    create trigger absent_house_never_changes before insert or update or delete on edition_absent_house
    for each row execute function face_never_changes()`.execute(db)
  await sql`
    create trigger edition_absent_house_not_emptied before truncate on edition_absent_house
    for each statement execute function refuse_change()`.execute(db)
}
