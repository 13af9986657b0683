/** Who is calling: with a card, as a screen, signed in as staff, and from our own pages. */
import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { CardSecret } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import { ScreenToken } from '#core/contract/screens.ts'
import type { Staff } from '#core/contract/staff.ts'
import type { Db } from '../database/connect.ts'
import { pieceOfCard } from '../cards/repository.ts'
import { findScreenByToken } from '../screens/repository.ts'
import type { StaffAuth } from '../staff/auth.ts'

export interface Callers {
  /** The piece that the secret in `Authorization: Card <secret>` belongs to. @throws {Problem} card-unknown */
  card(request: Request): Promise<string>
  /** @throws {Problem} screen-unknown */
  screen(request: Request): Promise<string>
  /** @throws {Problem} sign-in-needed, not-allowed */
  curator(request: Request): Promise<Staff>
  /** @throws {Problem} cross-site, when another site's page made the browser send this */
  refuseCrossSite(request: Request): void
}

/** The hash under which a card or token is known. It is taken of the secret's bytes, not of their spelling. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(Buffer.from(secret, 'base64url')).digest()
}

function bearer(request: Request, scheme: string): string {
  const [given, secret] = (request.get('authorization') ?? '').split(' ')
  return given?.toLowerCase() === scheme ? (secret ?? '') : ''
}

export function makeCallers(deps: { db: Db; auth: StaffAuth; publicOrigin: string | null }): Callers {
  return {
    async card(request) {
      const secret = CardSecret.safeParse(bearer(request, 'card'))
      if (!secret.success) throw new Problem('card-unknown')
      return pieceOfCard(deps.db, secretHash(secret.data))
    },

    async screen(request) {
      const token = ScreenToken.safeParse(bearer(request, 'screen'))
      const screen = token.success ? await findScreenByToken(deps.db, secretHash(token.data)) : null
      if (!screen) throw new Problem('screen-unknown')
      return screen.id
    },

    async curator(request) {
      const staff = await deps.auth.whoIs(request)
      if (!staff) throw new Problem('sign-in-needed')
      if (staff.role === 'host') throw new Problem('not-allowed')
      return staff
    },

    refuseCrossSite(request) {
      const site = request.get('sec-fetch-site')
      if (site !== undefined) {
        if (site !== 'same-origin' && site !== 'none') throw new Problem('cross-site')
        return
      }
      // Older browsers say only where the page came from; a program says nothing and holds no cookie of a person.
      const origin = request.get('origin')
      if (origin === undefined) return
      const own = [request.get('host'), deps.publicOrigin && new URL(deps.publicOrigin).host]
      if (!URL.canParse(origin) || !own.includes(new URL(origin).host)) throw new Problem('cross-site')
    },
  }
}
