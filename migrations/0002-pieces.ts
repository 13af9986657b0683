import { sql, type Kysely } from 'kysely'

/**
 * Pieces, what their makers said yes to, their cards and their stored pictures.
 *
 * `placeable` is computed by the database: ready, approved, up, and with a yes to the screen as the last answer.
 * Placements point at (id, artwork, placeable = true), so that a piece cannot stop being placeable while it stands
 * somewhere, and cannot stand anywhere before it is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table piece (
      id uuid primary key,
      artwork_id uuid not null,
      house_id uuid not null,
      kind text not null check (kind in ('photo', 'drawing', 'text')),
      received_at timestamptz not null default now(),
      content_sha256 bytea check (length(content_sha256) = 32),
      content_type text,
      incoming_key text,

      preparation text not null default 'received' check (preparation in ('received', 'ready', 'unreadable')),
      preparation_failure text check ((preparation = 'unreadable') = (preparation_failure is not null)),
      decision text not null default 'waiting' check (decision in ('waiting', 'approved', 'asked', 'declined')),
      decided_at timestamptz check ((decision = 'waiting') = (decided_at is null)),
      decline_reason text check (decline_reason is null or decision = 'declined'),
      visibility text not null default 'up' check (visibility in ('up', 'hidden', 'deleted')),
      hidden_at timestamptz check ((visibility = 'hidden') = (hidden_at is not null)),
      deleted_at timestamptz check ((visibility = 'deleted') = (deleted_at is not null)),
      -- Written by the triggers below only: whatever else is written here is overruled.
      screen_yes boolean not null default false,
      web_yes boolean not null default false,
      print_yes boolean not null default false,

      credit text not null default 'none' check (credit in ('none', 'house', 'name')),
      maker_name text check ((credit = 'name') = (maker_name is not null)),
      person text not null default 'no' check (person in ('no', 'me', 'other-agreed')),
      text text,
      drawing jsonb,

      width_px integer,
      height_px integer,
      average_colour text check (average_colour ~ '^#[0-9a-f]{6}$'),
      features bytea check (length(features) = 48),
      thumbhash bytea,

      placeable boolean not null generated always as (
        preparation = 'ready' and decision = 'approved' and visibility = 'up' and screen_yes
      ) stored,

      foreign key (artwork_id, house_id) references entrance (artwork_id, house_id),
      unique (id, artwork_id, placeable),
      constraint ready_has_a_picture check (
        preparation <> 'ready' or visibility = 'deleted'
        or (width_px is not null and height_px is not null and average_colour is not null)),
      constraint deleted_has_no_content check (
        visibility <> 'deleted'
        or (content_sha256 is null and content_type is null and incoming_key is null and credit = 'none'
          and text is null and drawing is null and features is null and thumbhash is null
          and width_px is null and height_px is null and average_colour is null and person = 'no'))
    )`.execute(db)
  await sql`create index piece_inbox on piece (artwork_id, decision, received_at)`.execute(db)
  await sql`create index piece_placeable on piece (artwork_id, received_at) where placeable`.execute(db)
  await sql`create index piece_house on piece (artwork_id, house_id)`.execute(db)
  await sql`create index piece_hidden on piece (hidden_at) where visibility = 'hidden'`.execute(db)

  await sql`
    create table consent (
      piece_id uuid not null references piece,
      -- Puts answers in order; the last one for a purpose counts.
      number bigint generated always as identity,
      purpose text not null check (purpose in ('screen', 'web', 'print')),
      answer text not null check (answer in ('yes', 'no')),
      wording text not null check (length(wording) between 1 and 40),
      way text not null check (way in ('own-screen', 'with-help', 'paper-slip')),
      at timestamptz not null default clock_timestamp(),
      primary key (piece_id, purpose, number)
    )`.execute(db)

  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'rows of % are written once', tg_table_name using errcode = 'integrity_constraint_violation';
    end $$`.execute(db)
  await sql`
    create trigger consent_written_once before update or delete on consent
    for each row execute function refuse_change()`.execute(db)

  await sql`
    create function last_answer(piece uuid, asked text) returns boolean language sql stable as $$
      select coalesce(
        (select answer = 'yes' from consent where piece_id = piece and purpose = asked order by number desc limit 1),
        false)
    $$`.execute(db)
  await sql`
    create function take_last_answers() returns trigger language plpgsql as $$
    begin
      new.screen_yes := last_answer(new.id, 'screen');
      new.web_yes := last_answer(new.id, 'web');
      new.print_yes := last_answer(new.id, 'print');
      return new;
    end $$`.execute(db)
  await sql`
    create trigger piece_follows_consents before insert or update on piece
    for each row execute function take_last_answers()`.execute(db)
  await sql`
    create function refresh_piece() returns trigger language plpgsql as $$
    begin
      update piece set screen_yes = screen_yes where id = new.piece_id;
      return null;
    end $$`.execute(db)
  await sql`
    create trigger consent_reaches_piece after insert on consent
    for each row execute function refresh_piece()`.execute(db)

  await sql`
    create function deleted_stays_deleted() returns trigger language plpgsql as $$
    begin
      if old.visibility = 'deleted' and new.visibility <> 'deleted' then
        raise exception 'a deleted piece stays deleted' using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end $$`.execute(db)
  await sql`
    create trigger piece_stays_deleted before update on piece
    for each row execute function deleted_stays_deleted()`.execute(db)

  await sql`
    create table card (
      piece_id uuid primary key references piece,
      -- SHA-256 of the secret in the QR; its first 24 bits are the three pictured words.
      secret_hash bytea not null unique check (length(secret_hash) = 32),
      house_id uuid not null references house,
      words integer not null generated always as (
        get_byte(secret_hash, 0) * 65536 + get_byte(secret_hash, 1) * 256 + get_byte(secret_hash, 2)
      ) stored
    )`.execute(db)
  await sql`create index card_words on card (house_id, words)`.execute(db)

  await sql`
    create table rendition (
      piece_id uuid not null references piece,
      -- 0 is the master, the others are steps of the ladder (longer side in pixels).
      size_px integer not null check (size_px in (0, 32, 64, 128, 256, 512, 1024, 2048)),
      width_px integer not null check (width_px > 0),
      height_px integer not null check (height_px > 0),
      media_type text not null,
      byte_size integer not null check (byte_size > 0),
      sha256 bytea not null check (length(sha256) = 32),
      storage_key text not null unique,
      primary key (piece_id, size_px)
    )`.execute(db)
}
