import { sql, type Kysely } from 'kysely'

/**
 * The fixed words of the maker's screens, read aloud by people. A slot (a message in a language) holds one take, for
 * one house or, where there is none, for all; a take may lie here in more than one kind of file. The words that were
 * read are kept with it: only where they still stand is it played. Whose voice it is, is written nowhere.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table voice_clip (
      -- The take; its bytes lie under it.
      id uuid primary key,
      house_id uuid references house on delete cascade,
      locale text not null check (locale in ('da', 'en', 'kl')),
      slot text not null check (slot ~ '^[a-z][a-z0-9_]*(\\.[0-9]{1,3})?$' and length(slot) <= 80),
      text text not null check (length(text) between 1 and 300),
      kept_at timestamptz not null default now(),
      constraint one_take_a_slot unique nulls not distinct (house_id, locale, slot)
    )`.execute(db)

  await sql`
    create table voice_encoding (
      clip_id uuid not null references voice_clip on delete cascade,
      media_type text not null check (media_type in ('audio/mp4', 'audio/webm')),
      sha256 bytea not null check (length(sha256) = 32),
      byte_size integer not null check (byte_size between 1 and 200000),
      primary key (clip_id, media_type)
    )`.execute(db)
  await sql`create index voice_encoding_sha256 on voice_encoding (sha256)`.execute(db)
}
