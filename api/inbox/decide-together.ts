import { sql } from 'kysely'
import { PieceId } from '#core/contract/ids.ts'
import type { Staff } from '#core/contract/staff.ts'
import { auditEach } from '../audit/audit.ts'
import { lockComposition } from '../composition/repository.ts'
import type { Tx } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { takeOut } from './decide.ts'
import { setDecision } from './repository.ts'

interface Together {
  readonly decision: 'approved' | 'waiting'
  readonly pieces: readonly { readonly id: PieceId; readonly seenName?: string | undefined }[]
}

/**
 * Takes in all of these that wait, can be shown, and come from houses that are trusted here; or takes that back of all
 * that are in. The others are left as they are: a colleague or a maker was faster.
 * @returns those that were decided about
 */
export async function decideTogether(
  deps: Pick<Deps, 'db' | 'jobs' | 'clock'>,
  staff: Staff,
  artworkId: string,
  { decision, pieces }: Together,
): Promise<PieceId[]> {
  return deps.db.transaction().execute(async (tx) => {
    await lockComposition(tx, artworkId)
    const decided =
      decision === 'approved'
        ? await takeIn(tx, artworkId, pieces, deps.clock.now())
        : await takeBack(tx, deps, artworkId, pieces)
    const [first] = decided
    if (first === undefined) return []
    await auditEach(tx, staff, 'decide', 'piece', decided)
    await announce(tx, artworkTopic(artworkId), 'piece', { id: first })
    return decided
  })
}

async function takeIn(tx: Tx, artworkId: string, pieces: Together['pieces'], now: Date): Promise<PieceId[]> {
  const { rows } = await sql<{ id: string }>`
    update piece set decision = 'approved', decided_at = ${now}, decline_reason = null,
      seen_name = case when shown_name is null then coalesce(given.seen_name, piece.seen_name) else piece.seen_name end
    from unnest(${pieces.map(({ id }) => id)}::uuid[], ${pieces.map(({ seenName }) => seenName ?? null)}::text[])
      as given (id, seen_name)
    where piece.id = given.id and artwork_id = ${artworkId} and decision = 'waiting' and visibility = 'up'
      and preparation = 'ready' and twin_of is null
      and house_id in (select house_id from entrance where artwork_id = ${artworkId} and trusted)
    returning piece.id`.execute(tx)
  return rows.map(({ id }) => PieceId.parse(id))
}

async function takeBack(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'clock'>,
  artworkId: string,
  pieces: Together['pieces'],
): Promise<PieceId[]> {
  const rows = await tx
    .selectFrom('piece')
    .select('id')
    .where(
      'id',
      'in',
      pieces.map(({ id }) => id),
    )
    .where('artworkId', '=', artworkId)
    .where('decision', '=', 'approved')
    .where('twinOf', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const { id } of rows) {
    await takeOut(tx, deps, artworkId, PieceId.parse(id))
    await setDecision(tx, id, 'waiting', null, deps.clock.now())
  }
  return rows.map(({ id }) => PieceId.parse(id))
}
