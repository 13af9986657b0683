import { sql, type Kysely } from 'kysely'

/** Published states of a composition, their faces, and the screens that show them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table edition (
      id uuid primary key default uuidv7(),
      artwork_id uuid not null references artwork,
      number integer not null check (number > 0),
      -- The operation after which it was published.
      seq bigint not null,
      -- Which piece stands where: ids and geometry only, lowest layer first.
      places jsonb not null,
      state text not null default 'queued' check (state in ('queued', 'drawing', 'published', 'failed')),
      tiles_done integer not null default 0,
      tiles_all integer not null default 0,
      piece_count integer not null default 0,
      created_at timestamptz not null default now(),
      published_at timestamptz check ((state = 'published') = (published_at is not null)),
      unique (artwork_id, number)
    )`.execute(db)

  await sql`
    create table edition_face (
      edition_id uuid not null references edition,
      face text not null check (face in ('wall', 'web')),
      -- Level, y, x to the hash of a tile.
      pyramid jsonb not null,
      -- The whole work in one small picture: the hash under which it lies among the tiles.
      cover text not null,
      primary key (edition_id, face)
    )`.execute(db)

  await sql`
    create function published_never_changes() returns trigger language plpgsql as $$
    begin
      if old.state = 'published' then
        raise exception 'a published edition never changes' using errcode = 'integrity_constraint_violation';
      end if;
      return case tg_op when 'DELETE' then old else new end;
    end $$`.execute(db)
  await sql`
    create trigger edition_never_changes before update or delete on edition
    for each row execute function published_never_changes()`.execute(db)
  await sql`
    create function face_never_changes() returns trigger language plpgsql as $$
    begin
      if exists (
        select from edition where state = 'published'
        and id = (case tg_op when 'INSERT' then new.edition_id else old.edition_id end)
      ) then
        raise exception 'a published edition never changes' using errcode = 'integrity_constraint_violation';
      end if;
      return case tg_op when 'DELETE' then old else new end;
    end $$`.execute(db)
  await sql`
    create trigger edition_face_never_changes before insert or update or delete on edition_face
    for each row execute function face_never_changes()`.execute(db)

  await sql`create unique index one_edition_waits on edition (artwork_id) where state = 'queued'`.execute(db)

  await sql`
    create table screen (
      id uuid primary key default uuidv7(),
      token_hash bytea not null unique check (length(token_hash) = 32),
      -- Shown on the wall until a curator has typed it.
      code text unique check (code ~ '^[0-9]{4}$'),
      name text,
      artwork_id uuid references artwork,
      created_at timestamptz not null default now(),
      paired_at timestamptz,
      last_seen_at timestamptz,
      shown_edition integer,
      check ((code is null) = (paired_at is not null)),
      check ((name is null) = (paired_at is null))
    )`.execute(db)
}
