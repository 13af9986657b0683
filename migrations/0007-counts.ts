import { sql, type Kysely } from 'kysely'

/**
 * The front door says how many small steps were taken in each artwork and by how many houses. Both are counted from
 * an index alone, without a look at the pieces themselves.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index piece_steps on piece (artwork_id)
    where visibility = 'up' and decision <> 'declined'`.execute(db)
  await sql`create index piece_of_houses on piece (artwork_id, house_id) where placeable`.execute(db)
}
