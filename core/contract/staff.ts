/** Staff: curators, and later hosts. They sign in; makers never do. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { StaffId } from './ids.ts'
import { line } from './words.ts'

export const StaffRole = z.enum(['administrator', 'curator', 'host'])
export type StaffRole = z.infer<typeof StaffRole>

export const Staff = z.object({ id: StaffId, name: z.string(), email: z.email(), role: StaffRole })
export type Staff = z.infer<typeof Staff>

/** With what the names of the cookies begin that say who is signed in. */
export const staffCookiePrefix = 'faellesvaerk'

/** NIST SP 800-63B: length, and nothing else, is asked of a password. */
export const Password = z.string().min(12).max(128)

export const InvitationToken = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'InvitationToken'>()
export type InvitationToken = z.infer<typeof InvitationToken>

const byToken = z.object({ token: InvitationToken })

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/staff/session',
  who: 'anyone',
  summary: 'Signs in; the session is a cookie that scripts cannot read',
  body: z.object({ email: z.email().max(254), password: z.string().min(1).max(128) }),
  answer: Staff,
  problems: ['bad-request', 'sign-in-wrong', 'too-many-tries', 'cross-site'],
})

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/staff/session',
  who: 'anyone',
  summary: 'Signs out',
  problems: ['cross-site'],
})

export const getMe = endpoint({
  name: 'getMe',
  method: 'GET',
  path: '/api/staff/me',
  who: 'curator',
  summary: 'Who is signed in',
  answer: Staff,
})

export const getInvitation = endpoint({
  name: 'getInvitation',
  method: 'GET',
  path: '/api/staff/invitations/{token}',
  who: 'anyone',
  summary: 'Whether an invitation can still be used, and for which role',
  params: byToken,
  answer: z.object({ role: StaffRole }),
  problems: ['invitation-unknown', 'too-many-tries'],
})

export const acceptInvitation = endpoint({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/api/staff/invitations/{token}',
  who: 'anyone',
  summary: 'Uses a one-time invitation: makes the account and signs in',
  params: byToken,
  body: z.object({ name: line(60), email: z.email().max(254), password: Password }),
  answer: Staff,
  status: 201,
  problems: ['bad-request', 'invitation-unknown', 'email-taken', 'too-many-tries', 'cross-site'],
})
