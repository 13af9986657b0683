import { randomUUID } from 'node:crypto'
import { applyChanges, type Misfit } from '#core/composition/apply.ts'
import { arrangementChanges, layoutTaskOf } from '#core/composition/arrange.ts'
import { lockedAmong } from '#core/composition/locks.ts'
import { invert } from '#core/composition/invert.ts'
import { touchedBy, type CompositionState } from '#core/composition/state.ts'
import { undoChanges } from '#core/composition/undo.ts'
import { restoreChanges } from '#core/composition/versions.ts'
import type { Change, Operation, OperationAnswer, OperationRequest } from '#core/contract/composition.ts'
import { PlacementId, type PieceId } from '#core/contract/ids.ts'
import { Problem, type ProblemType } from '#core/contract/problems.ts'
import { layoutById } from '#core/layout/registry.ts'
import { frameOf } from '../artworks/repository.ts'
import type { Tx } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { parseGiven } from '../http/given.ts'
import { pastComposition } from './past.ts'
import * as composition from './repository.ts'

/** Who asks: a curator, or null for the house itself (a maker took a piece down). */
type Actor = string | null

interface Planned {
  readonly kind: Operation['kind']
  readonly changes: readonly Change[]
  readonly undoes: number | null
  readonly left: PlacementId[]
}

const misfitProblems: Record<Misfit['reason'], ProblemType> = {
  'placement-exists': 'already-placed',
  'placement-unknown': 'bad-request',
  'piece-placed-twice': 'already-placed',
  'slot-taken': 'already-placed',
  'not-an-element': 'bad-request',
}

/**
 * Does one thing to a composition, and writes it in the log. Sent again with the same `clientOpId`, it is done once
 * and answered alike.
 * @throws {Problem} not-placeable, not-alterable, repeats-not-allowed, already-placed, place-locked, operation-unknown,
 * version-unknown, layout-unknown, bad-request
 */
export async function operate(
  { db }: Pick<Deps, 'db'>,
  artworkId: string,
  actor: string,
  request: OperationRequest,
): Promise<OperationAnswer> {
  return db.transaction().execute(async (tx) => {
    const seq = (await composition.lockComposition(tx, artworkId)) + 1
    const done = await composition.findByClientOpId(tx, artworkId, request.clientOpId)
    if (done === 'elsewhere')
      throw new Problem('bad-request', {
        issues: [{ path: 'clientOpId', message: 'used for another artwork' }],
      })
    if (done) return { operation: done, left: await leftBy(tx, artworkId, done) }
    const before = await composition.loadState(tx, artworkId)
    const planned = await plan(tx, artworkId, before, request)
    const operation = await write(tx, {
      artworkId,
      seq,
      actor,
      clientOpId: request.clientOpId,
      before,
      planned,
    })
    return { operation, left: planned.left }
  })
}

async function plan(
  tx: Tx,
  artworkId: string,
  before: CompositionState,
  request: OperationRequest,
): Promise<Planned> {
  switch (request.kind) {
    case 'layout': {
      const layout = layoutById(request.layout)
      if (!layout) throw new Problem('layout-unknown')
      const frame = await frameOf(tx, artworkId)
      const arranged = layout.arrange({
        ...layoutTaskOf(before, await composition.layoutPieces(tx, artworkId), frame),
        options: parseGiven(layout.options, request.options),
        seed: request.seed,
      })
      const changes = arrangementChanges(before, {
        arranged,
        keepsEmptyPlaces: layout.keepsEmptyPlaces,
        newId: () => PlacementId.parse(randomUUID()),
      })
      return { kind: 'layout', changes, undoes: null, left: [] }
    }
    case 'undo': {
      const undone = await composition.findUndoable(tx, artworkId, request.undoes)
      if (!undone) throw new Problem('operation-unknown')
      const wanted = piecesIn(undone.inverse)
      const placeable = await composition.placeableAmong(tx, artworkId, wanted)
      const alterable = await composition.alterableAmong(tx, croppedIn(undone.inverse, before))
      const { changes, left } = undoChanges(before, undone, {
        mayPlace: (piece) => placeable.has(piece),
        mayCrop: (piece) => alterable.has(piece),
      })
      return { kind: 'undo', changes, undoes: request.undoes, left }
    }
    case 'restore': {
      const past = await pastComposition(tx, artworkId, request.to)
      return { kind: 'restore', changes: restoreChanges(before, past.state), undoes: null, left: [] }
    }
    default: {
      const [locked] = lockedAmong(before, request)
      if (locked) throw new Problem('place-locked', { issues: [{ path: locked, message: 'locked' }] })
      return { kind: request.kind, changes: request.changes, undoes: null, left: [] }
    }
  }
}

/** What an undo left alone, told again to who did not hear the answer. */
async function leftBy(tx: Tx, artworkId: string, { undoes, changes }: Operation): Promise<PlacementId[]> {
  const undone = undoes === null ? null : await composition.findUndoable(tx, artworkId, undoes)
  const takenBack = touchedBy(changes)
  return [...touchedBy(undone?.inverse ?? [])].filter((id) => !takenBack.has(id))
}

/** The pieces that changes would crop. */
function croppedIn(changes: readonly Change[], state: CompositionState): PieceId[] {
  return changes.flatMap((change) =>
    change.do !== 'remove' && change.values.crop
      ? (change.values.pieceId ?? state.get(change.id)?.pieceId ?? [])
      : [],
  )
}

function piecesIn(changes: readonly Change[]): PieceId[] {
  return changes.flatMap((change) => (change.do === 'remove' ? [] : (change.values.pieceId ?? [])))
}

interface Writing {
  readonly artworkId: string
  readonly seq: number
  readonly actor: Actor
  readonly clientOpId: string
  readonly before: CompositionState
  readonly planned: Planned
}

async function write(
  tx: Tx,
  { artworkId, seq, actor, clientOpId, before, planned }: Writing,
): Promise<Operation> {
  const { kind, changes, undoes } = planned
  const wanted = piecesIn(changes)
  const placeable = await composition.placeableAmong(tx, artworkId, wanted)
  if (wanted.some((piece) => !placeable.has(piece))) throw new Problem('not-placeable')
  const applied = applyChanges(before, changes, seq)
  if (!applied.fits) {
    const { reason, id } = applied.misfit
    throw new Problem(misfitProblems[reason], { issues: [{ path: id, message: reason }] })
  }
  await checkPermissions(tx, artworkId, changes, applied.state)
  await composition.saveState(tx, artworkId, changes, applied.state)
  const inverse = kind === 'withdraw' ? [] : invert(before, changes)
  const operation = await composition.appendOperation(tx, {
    artworkId,
    seq,
    actor,
    clientOpId,
    kind,
    changes,
    inverse,
    undoes,
  })
  await announce(tx, artworkTopic(artworkId), 'operation', { seq })
  return operation
}

/** What the database would refuse too, said in words. @throws {Problem} not-alterable, repeats-not-allowed */
async function checkPermissions(
  tx: Tx,
  artworkId: string,
  changes: readonly Change[],
  after: CompositionState,
): Promise<void> {
  const touched = [...touchedBy(changes)].flatMap((id) => after.get(id) ?? [])
  const cropped = touched.flatMap(({ id, crop, pieceId }) => (crop ? [{ id, pieceId }] : []))
  const alterable = await composition.alterableAmong(
    tx,
    cropped.flatMap(({ pieceId }) => pieceId ?? []),
  )
  const refused = cropped.find(({ pieceId }) => pieceId === null || !alterable.has(pieceId))
  if (refused)
    throw new Problem('not-alterable', { issues: [{ path: refused.id, message: 'not-alterable' }] })
  const repeating = touched.find(({ repeats }) => repeats)
  if (repeating && !(await composition.allowsRepeats(tx, artworkId)))
    throw new Problem('repeats-not-allowed', { issues: [{ path: repeating.id, message: 'repeats' }] })
}

/**
 * Shows a piece whole again wherever it is cropped: its maker took back the yes to it, and the database lets no other be
 * cropped.
 */
export async function uncropPlaces(tx: Tx, artworkId: string, pieceId: string): Promise<void> {
  const seq = (await composition.lockComposition(tx, artworkId)) + 1
  const before = await composition.loadState(tx, artworkId)
  const changes: Change[] = [...before.values()]
    .filter((placement) => placement.pieceId === pieceId && placement.crop)
    .map(({ id }) => ({ do: 'set', id, values: { crop: null } }))
  if (changes.length === 0) return
  const planned: Planned = { kind: 'withdraw', changes, undoes: null, left: [] }
  await write(tx, { artworkId, seq, actor: null, clientOpId: randomUUID(), before, planned })
}

/**
 * Empties the places where a piece stands: it is about to be taken down, and the database lets no other piece stand.
 * The places stay, as marigolds, until a curator fills or removes them.
 */
export async function emptyPlaces(tx: Tx, artworkId: string, pieceId: string): Promise<void> {
  const seq = (await composition.lockComposition(tx, artworkId)) + 1
  const before = await composition.loadState(tx, artworkId)
  const changes: Change[] = [...before.values()]
    .filter((placement) => placement.pieceId === pieceId)
    .map(({ id }) => ({ do: 'set', id, values: { pieceId: null } }))
  if (changes.length === 0) return
  const planned: Planned = { kind: 'withdraw', changes, undoes: null, left: [] }
  await write(tx, { artworkId, seq, actor: null, clientOpId: randomUUID(), before, planned })
}
