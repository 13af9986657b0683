import { sql, type Kysely } from 'kysely'

/** The composition: where pieces stand now, and the log of operations that put them there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table placement (
      id uuid primary key,
      artwork_id uuid not null references artwork,
      piece_id uuid,
      -- Always true: with the foreign key below, only a placeable piece of this artwork can stand here.
      placeable boolean not null generated always as (true) stored,
      slot text,
      x_mm double precision not null,
      y_mm double precision not null,
      width_mm double precision not null check (width_mm > 0),
      height_mm double precision not null check (height_mm > 0),
      rotation_deg double precision not null default 0,
      layer double precision not null default 0,
      locked boolean not null default false,
      -- Set by a layout that repeats pieces on purpose (a mosaic with a quota).
      repeats boolean not null default false,
      revision bigint not null,
      foreign key (piece_id, artwork_id, placeable) references piece (id, artwork_id, placeable),
      -- Deferred, so that one operation may swap two pieces; checked when it ends.
      constraint one_slot_one_piece unique (artwork_id, slot) deferrable initially deferred,
      constraint one_piece_one_place
        exclude (piece_id with =) where (not repeats) deferrable initially deferred
    )`.execute(db)
  await sql`create index placement_artwork on placement (artwork_id)`.execute(db)

  await sql`
    create table composition_op (
      artwork_id uuid not null references artwork,
      seq bigint not null check (seq > 0),
      -- Null for what the house does by itself: a maker took a piece down.
      actor uuid references staff,
      client_op_id uuid not null unique,
      kind text not null check (kind in ('place', 'move', 'layer', 'lock', 'remove', 'layout', 'undo', 'withdraw')),
      payload jsonb not null,
      inverse jsonb not null,
      undoes bigint,
      at timestamptz not null default now(),
      primary key (artwork_id, seq),
      foreign key (artwork_id, undoes) references composition_op (artwork_id, seq),
      check ((kind = 'undo') = (undoes is not null)),
      check ((kind = 'withdraw') = (actor is null))
    )`.execute(db)
  await sql`
    create trigger composition_op_written_once before update or delete on composition_op
    for each row execute function refuse_change()`.execute(db)
}
