/** Staff accounts and sessions, kept by better-auth in our tables. It never sees an address or a device. */
import { APIError, betterAuth } from 'better-auth'
import { fromNodeHeaders } from 'better-auth/node'
import type { Request, Response } from 'express'
import { Problem } from '#core/contract/problems.ts'
import { Staff, staffCookiePrefix, type StaffRole } from '#core/contract/staff.ts'
import type { Db } from '../database/connect.ts'

const sessionSeconds = 7 * 24 * 60 * 60

export interface NewAccount {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: StaffRole
}

export interface StaffAuth {
  whoIs(request: Request): Promise<Staff | null>
  /** Signs in and sets the session cookie on the response. @throws {Problem} sign-in-wrong */
  signIn(request: Request, response: Response, email: string, password: string): Promise<Staff>
  signOut(request: Request, response: Response): Promise<void>
  /** @throws {Problem} email-taken */
  createAccount(account: NewAccount): Promise<void>
}

/** PostgreSQL's unique_violation. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505'

/** @param secret signs the session cookies; the same in every process */
export function makeStaffAuth(db: Db, secret: string, origin: string): StaffAuth {
  const auth = betterAuth({
    database: { db, type: 'postgres' },
    secret,
    baseURL: origin,
    basePath: '/api/staff',
    telemetry: { enabled: false },
    // It would write down who tried to sign in.
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: {
      modelName: 'staff',
      additionalFields: { role: { type: 'string', required: true, input: false } },
    },
    session: { modelName: 'staffSession', fields: { userId: 'staffId' }, expiresIn: sessionSeconds },
    account: { modelName: 'staffAccount', fields: { userId: 'staffId' } },
    verification: { modelName: 'staffVerification' },
    advanced: {
      cookiePrefix: staffCookiePrefix,
      database: { generateId: false },
      ipAddress: { disableIpTracking: true },
      useSecureCookies: origin.startsWith('https:'),
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) =>
            Promise.resolve({ data: { ...session, ipAddress: null, userAgent: null } }),
        },
      },
    },
  })

  function passCookies(from: Headers, to: Response): void {
    for (const cookie of from.getSetCookie()) to.append('set-cookie', cookie)
  }

  return {
    async whoIs(request) {
      if (!request.headers.cookie) return null
      const found = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) })
      return found ? Staff.parse(found.user) : null
    },

    async signIn(request, response, email, password) {
      try {
        const { headers, response: answer } = await auth.api.signInEmail({
          body: { email, password },
          headers: fromNodeHeaders(request.headers),
          returnHeaders: true,
        })
        passCookies(headers, response)
        return Staff.parse(answer.user)
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500)
          throw new Problem('sign-in-wrong', { cause: error })
        throw error
      }
    },

    async signOut(request, response) {
      const { headers } = await auth.api.signOut({
        headers: fromNodeHeaders(request.headers),
        returnHeaders: true,
      })
      passCookies(headers, response)
    },

    async createAccount({ name, email, password, role }) {
      const context = await auth.$context
      if (await context.internalAdapter.findUserByEmail(email)) throw new Problem('email-taken')
      const user = await context.internalAdapter
        .createUser({ name, email, emailVerified: false, role }, { method: 'invitation' })
        .catch((error: unknown) => {
          // Two with one e-mail at the same moment: neither found the other.
          throw isTaken(error) ? new Problem('email-taken', { cause: error }) : error
        })
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await context.password.hash(password),
      })
    },
  }
}
