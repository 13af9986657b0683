import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import { Change, Operation, Placement } from '#core/contract/composition.ts'
import { ownStepsMax, type OwnStep } from '#core/contract/own-steps.ts'
import { Problem } from '#core/contract/problems.ts'
import { compositionOf, touchedBy, type CompositionState } from '#core/composition/state.ts'
import type { LayoutPiece } from '#core/layout/layout.ts'
import { PieceId } from '#core/contract/ids.ts'
import type { Db, Tx } from '../database/connect.ts'
import type { PlacementTable } from '../database/tables.ts'

const Changes = z.array(Change)

/**
 * Puts operations on one artwork in order: who holds this lock is the next in the log.
 * @returns the number of the last operation. @throws {Problem} artwork-not-found
 */
export async function lockComposition(tx: Tx, artworkId: string): Promise<number> {
  const row = await tx
    .selectFrom('artwork')
    .select('seq')
    .where('id', '=', artworkId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Problem('artwork-not-found')
  return row.seq
}

export async function loadState(db: Db, artworkId: string): Promise<CompositionState> {
  const rows = await db.selectFrom('placement').selectAll().where('artworkId', '=', artworkId).execute()
  return compositionOf(rows.map(toPlacement))
}

/**
 * What is not there is left out, so that one without is the same here as in the hands that placed it. Written out: of thousands,
 * to take rows apart and spread them together would be most of the time that reading them takes.
 */
function toPlacement(row: Selectable<PlacementTable>): Placement {
  const given: Partial<Record<keyof z.input<typeof Placement>, unknown>> = {
    id: row.id,
    pieceId: row.pieceId,
    slot: row.slot,
    xMm: row.xMm,
    yMm: row.yMm,
    widthMm: row.widthMm,
    heightMm: row.heightMm,
    rotationDeg: row.rotationDeg,
    layer: row.layer,
    locked: row.locked,
    revision: row.revision,
  }
  if (row.element !== null) given.element = row.element
  if (row.crop !== null) given.crop = row.crop
  if (row.mount !== null) given.mount = row.mount
  if (row.groupId !== null) given.groupId = row.groupId
  if (row.repeats) given.repeats = row.repeats
  return Placement.parse(given)
}

/**
 * Writes what an operation made of the placements it touched.
 * @throws {Problem} already-placed, when an id is that of a placement in another artwork
 */
export async function saveState(
  tx: Tx,
  artworkId: string,
  changes: readonly Change[],
  after: CompositionState,
): Promise<void> {
  const touched = [...touchedBy(changes)]
  const kept = touched.flatMap((id) => after.get(id) ?? [])
  const gone = touched.filter((id) => !after.has(id))
  if (gone.length > 0)
    await tx.deleteFrom('placement').where('artworkId', '=', artworkId).where('id', 'in', gone).execute()
  if (kept.length === 0) return
  // One statement whatever the number: a layout moves thousands at once.
  const { numAffectedRows } = await sql`
    insert into placement
      (id, artwork_id, piece_id, slot, x_mm, y_mm, width_mm, height_mm, rotation_deg, layer, locked, revision,
      element, crop, mount, group_id, repeats)
    select id, ${artworkId}::uuid, "pieceId", slot, "xMm", "yMm", "widthMm", "heightMm", "rotationDeg", layer, locked,
      revision, element, crop, mount, "groupId", coalesce(repeats, false)
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as given(
      id uuid, "pieceId" uuid, slot text, "xMm" float8, "yMm" float8, "widthMm" float8, "heightMm" float8,
      "rotationDeg" float8, layer float8, locked boolean, revision bigint, element jsonb,
      crop jsonb, mount jsonb, "groupId" uuid, repeats boolean)
    on conflict (id) do update set
      piece_id = excluded.piece_id, slot = excluded.slot, x_mm = excluded.x_mm, y_mm = excluded.y_mm,
      width_mm = excluded.width_mm, height_mm = excluded.height_mm, rotation_deg = excluded.rotation_deg,
      layer = excluded.layer, locked = excluded.locked, revision = excluded.revision,
      element = excluded.element, crop = excluded.crop, mount = excluded.mount, group_id = excluded.group_id,
      repeats = excluded.repeats
    where placement.artwork_id = excluded.artwork_id`.execute(tx)
  if (Number(numAffectedRows) !== kept.length) throw new Problem('already-placed')
}

interface NewOperation {
  readonly artworkId: string
  readonly seq: number
  readonly actor: string | null
  readonly clientOpId: string
  readonly kind: Operation['kind']
  readonly changes: readonly Change[]
  readonly inverse: readonly Change[]
  readonly undoes: number | null
}

export async function appendOperation(
  tx: Tx,
  { changes, inverse, ...operation }: NewOperation,
): Promise<Operation> {
  const row = await tx
    .insertInto('compositionOp')
    .values({ ...operation, payload: JSON.stringify(changes), inverse: JSON.stringify(inverse) })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tx.updateTable('artwork').set({ seq: operation.seq }).where('id', '=', operation.artworkId).execute()
  return toOperation(row)
}

function toOperation(row: {
  seq: number
  clientOpId: string
  actor: string | null
  kind: string
  payload: unknown
  undoes: number | null
  at: Date
}): Operation {
  const { seq, clientOpId, actor, kind, payload, undoes, at } = row
  return Operation.parse({ seq, clientOpId, actor, kind, changes: payload, undoes, at: at.toISOString() })
}

/** No stretch of the log is longer than this, whatever was missed. Bytes are counted as they lie in the database. */
const stretchMax = { operations: 200, bytes: 3_000_000 }

/** The operations after `after` up to and with `upTo`: a stretch of them, of at least one if there is one. */
export async function listOperations(
  db: Db,
  artworkId: string,
  after: number,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<Operation[]> {
  const rows = await db
    .with('next', (log) =>
      log
        .selectFrom('compositionOp')
        .selectAll()
        .select(sql<number>`pg_column_size(payload)`.as('bytes'))
        .where('artworkId', '=', artworkId)
        .where('seq', '>', after)
        .where('seq', '<=', upTo)
        .orderBy('seq')
        .limit(stretchMax.operations),
    )
    .with('counted', (log) =>
      log
        .selectFrom('next')
        .selectAll()
        .select(sql<number>`sum(bytes) over (order by seq) - bytes`.as('bytesBefore')),
    )
    .selectFrom('counted')
    .selectAll()
    .where('bytesBefore', '<', stretchMax.bytes)
    .orderBy('seq')
    .execute()
  return rows.map(toOperation)
}

/** The number of the last operation in an artwork's log. */
export async function lastSeq(db: Db, artworkId: string): Promise<number> {
  const { seq } = await db
    .selectFrom('artwork')
    .select('seq')
    .where('id', '=', artworkId)
    .executeTakeFirstOrThrow()
  return seq
}

/** When an operation was written; null for 0, before which there was nothing. */
export async function writtenAt(db: Db, artworkId: string, seq: number): Promise<string | null> {
  const row = await db
    .selectFrom('compositionOp')
    .select('at')
    .where('artworkId', '=', artworkId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row?.at.toISOString() ?? null
}

/** The last things that one of the staff did, oldest first. */
export async function listOwnSteps(db: Db, artworkId: string, actor: string): Promise<OwnStep[]> {
  const rows = await db
    .selectFrom('compositionOp')
    .select(['seq', 'clientOpId', 'undoes'])
    .select(sql<boolean>`kind = 'undo' and payload = '[]'`.as('isEmpty'))
    .where('artworkId', '=', artworkId)
    .where('actor', '=', actor)
    .orderBy('seq', 'desc')
    .limit(ownStepsMax)
    .execute()
  return rows.reverse()
}

/** An operation that this client has sent before; `elsewhere` when it was sent to another artwork. */
export async function findByClientOpId(
  db: Db,
  artworkId: string,
  clientOpId: string,
): Promise<Operation | 'elsewhere' | null> {
  const row = await db
    .selectFrom('compositionOp')
    .selectAll()
    .where('clientOpId', '=', clientOpId)
    .executeTakeFirst()
  if (!row) return null
  return row.artworkId === artworkId ? toOperation(row) : 'elsewhere'
}

export async function findUndoable(db: Db, artworkId: string, seq: number) {
  const row = await db
    .selectFrom('compositionOp')
    .select(['seq', 'payload', 'inverse'])
    .where('artworkId', '=', artworkId)
    .where('seq', '=', seq)
    .where('kind', '<>', 'withdraw')
    .executeTakeFirst()
  return row
    ? { seq: row.seq, changes: Changes.parse(row.payload), inverse: Changes.parse(row.inverse) }
    : null
}

/** Of these pieces, those that may stand in this artwork. They stay so until the transaction ends. */
export async function placeableAmong(
  tx: Tx,
  artworkId: string,
  pieceIds: readonly string[],
): Promise<Set<string>> {
  if (pieceIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('piece')
    .select('id')
    .where('artworkId', '=', artworkId)
    .where('placeable', '=', true)
    .where('id', 'in', pieceIds)
    .forShare()
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Of these pieces, those that may be cropped. They stay so until the transaction ends. */
export async function alterableAmong(tx: Tx, pieceIds: readonly string[]): Promise<Set<string>> {
  if (pieceIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('piece')
    .select('id')
    .where('alterYes', '=', true)
    .where('id', 'in', pieceIds)
    .forShare()
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Whether a piece may stand in several places of this artwork. */
export async function allowsRepeats(tx: Tx, artworkId: string): Promise<boolean> {
  const { repeatsAllowed } = await tx
    .selectFrom('artwork')
    .select('repeatsAllowed')
    .where('id', '=', artworkId)
    .executeTakeFirstOrThrow()
  return repeatsAllowed
}

/** Every piece that may stand in the artwork, as layouts know it, oldest first. */
export async function layoutPieces(tx: Tx, artworkId: string): Promise<LayoutPiece[]> {
  const rows = await tx
    .selectFrom('piece')
    .innerJoin('house', 'house.id', 'piece.houseId')
    .select(['piece.id', 'house.code as houseCode', 'widthPx', 'heightPx', 'averageColour'])
    .where('artworkId', '=', artworkId)
    .where('placeable', '=', true)
    .orderBy('receivedAt')
    .orderBy('piece.id')
    .forShare('piece')
    .execute()
  return rows.map(({ id, houseCode, widthPx, heightPx, averageColour }) => ({
    id: PieceId.parse(id),
    houseCode,
    aspect: (widthPx ?? 1) / (heightPx ?? 1),
    averageColour: averageColour ?? '#808080',
  }))
}
