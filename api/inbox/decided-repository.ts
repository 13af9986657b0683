/** What was decided, and by whom: the list of the latest decisions, and the answers that the houses are to have. */
import type { z } from 'zod'
import { decidedListDays, decidedPageSize, type DecidedPiece } from '#core/contract/inbox.ts'
import { reasonOf } from '../cards/repository.ts'
import type { Db } from '../database/connect.ts'
import { twinsIn } from '../pieces/twin-repository.ts'
import { curatedPieces, toCurated } from './repository.ts'

type Decided = z.input<typeof DecidedPiece>

const dayMs = 24 * 60 * 60 * 1000

/** Newest first. Hidden pieces are their makers' alone, and a twin is seen with its first. */
function decidedPieces(db: Db, artworkId: string) {
  return curatedPieces(db)
    .select(['decidedAt', 'declineReason'])
    .select((piece) =>
      piece
        .selectFrom('audit')
        .innerJoin('staff', 'staff.id', 'audit.staffId')
        .select('staff.name')
        .where('audit.subjectKind', '=', 'piece')
        .where('audit.action', '=', 'decide')
        .whereRef('audit.subjectId', '=', 'piece.id')
        .orderBy('audit.at', 'desc')
        .limit(1)
        .as('by'),
    )
    .where('piece.artworkId', '=', artworkId)
    .where('decidedAt', 'is not', null)
    .$narrowType<{ decidedAt: Date }>()
    .where('visibility', '=', 'up')
    .where('twinOf', 'is', null)
    .orderBy('decidedAt', 'desc')
    .orderBy('piece.id', 'desc')
}

async function told(
  db: Db,
  artworkId: string,
  rows: Awaited<ReturnType<ReturnType<typeof decidedPieces>['execute']>>,
): Promise<Decided[]> {
  const twins = await twinsIn(db, artworkId)
  return rows.map((row) => ({
    ...toCurated(row, twins),
    decidedAt: row.decidedAt.toISOString(),
    reason: reasonOf(row),
    by: row.by,
  }))
}

export async function listDecided(db: Db, artworkId: string, skip: number, now: Date): Promise<Decided[]> {
  const rows = await decidedPieces(db, artworkId)
    .where('decidedAt', '>', new Date(now.getTime() - decidedListDays * dayMs))
    .offset(skip)
    .limit(decidedPageSize)
    .execute()
  return told(db, artworkId, rows)
}

export async function listAnswers(db: Db, artworkId: string): Promise<Decided[]> {
  const rows = await decidedPieces(db, artworkId).where('decision', 'in', ['asked', 'declined']).execute()
  return told(db, artworkId, rows)
}
