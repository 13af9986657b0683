import { randomBytes } from 'node:crypto'
import type { InvitationToken, StaffRole } from '#core/contract/staff.ts'
import { InvitationToken as Token } from '#core/contract/staff.ts'
import type { Deps } from '../deps.ts'
import { secretHash } from '../http/callers.ts'
import { insertInvitation } from './repository.ts'

const validMs = 7 * 24 * 60 * 60 * 1000

/** Makes a link's token that lets one person become staff, once, within a week. Only its hash is kept. */
export async function invite(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  role: StaffRole,
): Promise<InvitationToken> {
  const token = Token.parse(randomBytes(32).toString('base64url'))
  await insertInvitation(db, {
    tokenHash: secretHash(token),
    role,
    expiresAt: new Date(clock.now().getTime() + validMs),
  })
  return token
}
