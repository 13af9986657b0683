import type { Staff } from '#core/contract/staff.ts'
import type { Db } from '../database/connect.ts'

type Action =
  | 'create'
  | 'change'
  | 'keep'
  | 'remove'
  | 'pair'
  | 'decide'
  | 'part-twins'
  | 'answer-name'
  | 'answer-for-altering'
  | 'publish'
  | 'trust'
  | 'trust-no-more'
interface Subject {
  readonly kind: 'artwork' | 'house' | 'piece' | 'screen' | 'edition' | 'voice'
  readonly id: string
}

/** Writes down who of the staff did what to what. Never who made a piece, never what it says. */
export async function audit(db: Db, staff: Staff, action: Action, subject: Subject): Promise<void> {
  await db
    .insertInto('audit')
    .values({ staffId: staff.id, action, subjectKind: subject.kind, subjectId: subject.id })
    .execute()
}

/** The same done to several of a kind; at least one. */
export async function auditEach(
  db: Db,
  staff: Staff,
  action: Action,
  kind: Subject['kind'],
  ids: readonly string[],
): Promise<void> {
  await db
    .insertInto('audit')
    .values(ids.map((subjectId) => ({ staffId: staff.id, action, subjectKind: kind, subjectId })))
    .execute()
}
