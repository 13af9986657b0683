import { Problem } from '#core/contract/problems.ts'
import type { Staff } from '#core/contract/staff.ts'
import { audit } from '../audit/audit.ts'
import type { Deps } from '../deps.ts'
import { announce, artworkTopic } from '../http/events.ts'
import { lockComposition } from './repository.ts'

/**
 * Whether a piece may stand in several places of an artwork. While one does, it cannot be forbidden.
 * @throws {Problem} artwork-not-found, repeats-in-use
 */
export async function allowRepeats(
  { db }: Pick<Deps, 'db'>,
  staff: Staff,
  artworkId: string,
  allowed: boolean,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockComposition(tx, artworkId)
    const copy = await tx
      .selectFrom('placement')
      .select('id')
      .where('artworkId', '=', artworkId)
      .where('repeats', '=', true)
      .limit(1)
      .executeTakeFirst()
    if (copy && !allowed) throw new Problem('repeats-in-use')
    await tx.updateTable('artwork').set({ repeatsAllowed: allowed }).where('id', '=', artworkId).execute()
    await audit(tx, staff, 'change', { kind: 'artwork', id: artworkId })
    // Who composes with us reads the pieces anew, and with them this.
    await announce(tx, artworkTopic(artworkId), 'piece', { id: artworkId })
  })
}
