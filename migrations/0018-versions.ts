import { sql, type Kysely } from 'kysely'

/** A name for a moment of the composition, the way back to it, and what each curator can undo, found without a search. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table named_version (
      id uuid primary key,
      artwork_id uuid not null references artwork,
      -- The operation after which the composition stood so; 0 is the empty one.
      seq bigint not null check (seq >= 0),
      name text not null check (char_length(name) between 1 and 60),
      named_at timestamptz not null
    )`.execute(db)
  await sql`create index named_version_artwork on named_version (artwork_id, seq)`.execute(db)

  await sql`
    alter table composition_op
      drop constraint composition_op_kind_check,
      add constraint composition_op_kind_check check (kind in
        ('place', 'move', 'layer', 'lock', 'remove', 'layout', 'undo', 'restore', 'withdraw'))`.execute(db)
  await sql`create index composition_op_actor on composition_op (artwork_id, actor, seq)`.execute(db)
}
