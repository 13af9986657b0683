import type { ArtworkSlug, HouseCode } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Staff } from '#core/contract/staff.ts'
import { artworkIdOf } from '../artworks/repository.ts'
import { audit } from '../audit/audit.ts'
import type { Deps } from '../deps.ts'

/**
 * Says whether a house is trusted in an artwork. What it sent before and sends after is looked at all the same.
 * @throws {Problem} artwork-not-found, house-not-in-artwork
 */
export async function trustHouse(
  { db }: Pick<Deps, 'db'>,
  staff: Staff,
  { slug, house }: { readonly slug: ArtworkSlug; readonly house: HouseCode },
  trusted: boolean,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const artworkId = await artworkIdOf(tx, slug)
    const changed = await tx
      .updateTable('entrance')
      .set({ trusted })
      .where('artworkId', '=', artworkId)
      .where('houseId', '=', (eb) => eb.selectFrom('house').select('id').where('code', '=', house))
      .returning('houseId')
      .executeTakeFirst()
    if (!changed) throw new Problem('house-not-in-artwork')
    await audit(tx, staff, trusted ? 'trust' : 'trust-no-more', { kind: 'house', id: changed.houseId })
  })
}
