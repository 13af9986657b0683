import { sql, type Kysely } from 'kysely'

/**
 * Sheets: many small pictures of an artwork's pieces packed into one.
 *
 * Each piece that curators may see by itself has a number in its artwork, and the number says where its picture lies in
 * the sheets of either cell size. Cells point at (id, artwork, in sheets = true), as placements do (see 0002): a piece
 * cannot be taken down while it lies in a sheet. And whatever becomes of a cell, the sheets that cover it are gone in
 * the same moment, so a sheet that is there holds the pieces of its cells and no others.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table piece
      add column in_sheets boolean not null generated always as (
        preparation = 'ready' and visibility = 'up' and twin_of is null
      ) stored,
      add constraint piece_in_sheets unique (id, artwork_id, in_sheets)`.execute(db)
  await sql`create index piece_to_pack on piece (artwork_id, received_at) where in_sheets`.execute(db)

  await sql`
    create table sheet_cell (
      artwork_id uuid not null,
      number integer not null check (number >= 0),
      piece_id uuid not null unique,
      -- Always true: with the foreign key below, only a piece that curators may see lies in a sheet.
      in_sheets boolean not null generated always as (true) stored,
      primary key (artwork_id, number),
      foreign key (piece_id, artwork_id, in_sheets) references piece (id, artwork_id, in_sheets)
    )`.execute(db)

  await sql`
    create table sheet (
      artwork_id uuid not null references artwork,
      cell_px integer not null check (cell_px in (32, 128)),
      number integer not null check (number >= 0),
      byte_size integer not null check (byte_size > 0),
      sha256 bytea not null check (length(sha256) = 32),
      storage_key text not null unique,
      primary key (artwork_id, cell_px, number)
    )`.execute(db)

  // 1,024 cells of 32 px or 256 of 128 px: core/picture/sheet.ts.
  await sql`
    create function sheets_follow_cells() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'INSERT' then
        delete from sheet where artwork_id = old.artwork_id
          and (cell_px, number) in ((32, old.number / 1024), (128, old.number / 256));
      end if;
      if tg_op <> 'DELETE' then
        delete from sheet where artwork_id = new.artwork_id
          and (cell_px, number) in ((32, new.number / 1024), (128, new.number / 256));
      end if;
      return null;
    end $$`.execute(db)
  await sql`
    create trigger sheet_cell_reaches_sheets after insert or update or delete on sheet_cell
    for each row execute function sheets_follow_cells()`.execute(db)
  await sql`
    create trigger sheet_cell_not_emptied before truncate on sheet_cell
    for each statement execute function refuse_change()`.execute(db)
}
