import { sql, type Kysely } from 'kysely'

/** Houses, artworks, and the entrances that lead from one to the other. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table house (
      id uuid primary key default uuidv7(),
      code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      name text not null check (length(name) between 1 and 80),
      kind text not null check (kind in ('vaerested', 'idraetsforening', 'boform')),
      town text not null check (length(town) between 1 and 60),
      created_at timestamptz not null default now()
    )`.execute(db)

  await sql`
    create table artwork (
      id uuid primary key default uuidv7(),
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      title text not null check (length(title) between 1 and 80),
      invitation text not null,
      question text not null,
      rules text[] not null check (cardinality(rules) between 2 and 4),
      kinds text[] not null check (cardinality(kinds) between 1 and 3 and kinds <@ array['photo', 'drawing', 'text']),
      background text not null check (background ~ '^#[0-9a-f]{6}$'),
      width_mm double precision not null check (width_mm > 0),
      height_mm double precision not null check (height_mm > 0),
      width_px integer not null check (width_px > 0),
      height_px integer not null check (height_px > 0),
      opens_at timestamptz not null,
      closes_at timestamptz check (closes_at > opens_at),
      -- The number of the last operation on the composition. Locking this row is what puts operations in order.
      seq bigint not null default 0 check (seq >= 0),
      created_at timestamptz not null default now()
    )`.execute(db)

  await sql`
    create table entrance (
      code text primary key check (code ~ '^[a-hj-km-np-z2-9]{6}$'),
      artwork_id uuid not null references artwork,
      house_id uuid not null references house,
      unique (artwork_id, house_id)
    )`.execute(db)
  await sql`create index entrance_house on entrance (house_id)`.execute(db)
}
