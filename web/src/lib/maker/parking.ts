/** Parking a draft with the server, sealed; see `sealed-draft.ts`. */
import { HouseCode } from '#core/contract/ids.ts'
import { fetchParkedDraft, parkDraft, ParkedId, remindOfDraft } from '#core/contract/parked.ts'
import { Problem } from '#core/contract/problems.ts'
import { call } from '#lib/api.ts'
import { canSeal } from './can-seal.ts'
import { openDraft, parkedIdOf, sealDraft, type OpenedDraft } from './sealed-draft.ts'

const idOf = async (secret: string): Promise<ParkedId> => ParkedId.parse(await parkedIdOf(secret))

/**
 * @param house the code of the house that the entrance belongs to
 * @returns under which id it lies
 * @throws {Problem} what the server says against it
 */
export async function park(secret: string, house: string, opened: OpenedDraft): Promise<string> {
  const id = await idOf(secret)
  const content = await sealDraft(secret, opened)
  await call(fetch, parkDraft, { params: { id }, query: { house: HouseCode.parse(house) }, content })
  return id
}

export async function remindOf(secret: string, remind: boolean): Promise<void> {
  await call(fetch, remindOfDraft, { params: { id: await idOf(secret) }, body: { remind } })
}

/** @returns null when none lies there for this card @throws {Problem} when that cannot be found out now */
export async function fetchParked(secret: string): Promise<OpenedDraft | null> {
  if (!canSeal()) return null
  const id = await idOf(secret)
  try {
    const answer = await call(fetch, fetchParkedDraft, { params: { id } })
    const opened = await openDraft(secret, await answer.arrayBuffer())
    return opened && { ...opened, draft: { ...opened.draft, parked: id } }
  } catch (error) {
    if (error instanceof Problem && error.type === 'card-unknown') return null
    throw error
  }
}
