import { sql, type Kysely } from 'kysely'

/**
 * How busy a picture is, what it looks like in 64 bits, and pieces that are the same picture sent again.
 *
 * A twin is a photo that is the same picture as one that came before it, from the same house to the same artwork. Its
 * foreign key points at (id, artwork, house, stands alone): only at a piece that is no twin itself, is up, and has its
 * maker's yes for the screen. So a piece cannot be taken down without a word about its twins; and since a twin is
 * undecided, it can stand nowhere: whoever lets go of it lets it come to a curator's eyes first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table piece
      add column gradient_energy real check (gradient_energy between 0 and 1),
      -- Null for a picture with too little in it to be told from another.
      add column perceptual_hash bit(64),
      add column twin_of uuid,
      -- It was a twin: a curator saw that they are two (different), or the other one was taken down.
      add column parted text check (parted in ('different', 'taken-down')),
      add column stands_alone boolean not null generated always as (
        twin_of is null and visibility = 'up' and screen_yes
      ) stored,
      -- Always true: with the foreign key below, a twin's first is nobody's twin, and up.
      add column first_stands_alone boolean not null generated always as (true) stored,
      add constraint piece_stands_alone unique (id, artwork_id, house_id, stands_alone),
      add constraint twin_of_its_own_house foreign key (twin_of, artwork_id, house_id, first_stands_alone)
        references piece (id, artwork_id, house_id, stands_alone),
      add constraint twin_is_an_undecided_photo check (
        twin_of is null
        or (kind = 'photo' and preparation = 'ready' and decision = 'waiting' and parted is null)),
      add constraint deleted_has_no_likeness check (
        visibility <> 'deleted'
        or (gradient_energy is null and perceptual_hash is null and twin_of is null and parted is null))`.execute(
    db,
  )
  await sql`create index piece_twins on piece (twin_of) where twin_of is not null`.execute(db)
  // A picture that came twice is one step.
  await sql`drop index piece_steps`.execute(db)
  await sql`
    create index piece_steps on piece (artwork_id)
    where visibility = 'up' and decision <> 'declined' and twin_of is null`.execute(db)
}
