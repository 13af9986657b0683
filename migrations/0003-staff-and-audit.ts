import { sql, type Kysely } from 'kysely'

/**
 * Staff accounts in the shape that better-auth reads and writes, invitations to become staff, and the audit of what
 * staff did. The columns for address and user agent exist because better-auth names them; a check keeps them empty.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table staff (
      id uuid primary key default uuidv7(),
      name text not null,
      email text not null unique,
      email_verified boolean not null default false,
      image text,
      role text not null check (role in ('administrator', 'curator', 'host')),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)

  await sql`
    create table staff_session (
      id uuid primary key default uuidv7(),
      staff_id uuid not null references staff on delete cascade,
      token text not null unique,
      expires_at timestamptz not null,
      ip_address text check (ip_address = ''),
      user_agent text check (user_agent = ''),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index staff_session_staff on staff_session (staff_id)`.execute(db)

  await sql`
    create table staff_account (
      id uuid primary key default uuidv7(),
      staff_id uuid not null references staff on delete cascade,
      account_id text not null,
      provider_id text not null,
      password text,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at timestamptz,
      refresh_token_expires_at timestamptz,
      scope text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (provider_id, account_id)
    )`.execute(db)
  await sql`create index staff_account_staff on staff_account (staff_id)`.execute(db)

  await sql`
    create table staff_verification (
      id uuid primary key default uuidv7(),
      identifier text not null,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)

  await sql`
    create table staff_invitation (
      token_hash bytea primary key check (length(token_hash) = 32),
      role text not null check (role in ('administrator', 'curator', 'host')),
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      used_at timestamptz
    )`.execute(db)

  await sql`
    create table audit (
      id uuid primary key default uuidv7(),
      at timestamptz not null default now(),
      staff_id uuid not null references staff,
      action text not null,
      subject_kind text not null,
      subject_id uuid not null
    )`.execute(db)
  await sql`create index audit_subject on audit (subject_kind, subject_id, at)`.execute(db)
  await sql`
    create trigger audit_written_once before update or delete on audit
    for each row execute function refuse_change()`.execute(db)
}
