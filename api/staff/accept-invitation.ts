import type { InvitationToken } from '#core/contract/staff.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Deps } from '../deps.ts'
import { secretHash } from '../http/callers.ts'
import { releaseInvitation, useInvitation } from './repository.ts'

/** Makes an account from a one-time invitation. @throws {Problem} invitation-unknown, email-taken */
export async function acceptInvitation(
  { db, auth, clock }: Pick<Deps, 'db' | 'auth' | 'clock'>,
  token: InvitationToken,
  person: { name: string; email: string; password: string },
): Promise<void> {
  const tokenHash = secretHash(token)
  const invitation = await useInvitation(db, tokenHash, clock.now())
  if (!invitation) throw new Problem('invitation-unknown')
  try {
    await auth.createAccount({ ...person, role: invitation.role })
  } catch (error) {
    await releaseInvitation(db, tokenHash)
    throw error
  }
}
