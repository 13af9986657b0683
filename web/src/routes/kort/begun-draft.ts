/**
 * A card can belong to a piece that is not finished: then its draft lies on this phone, or sealed on the server. Or the piece is
 * finished, and lies here because it could not be sent yet.
 */
import { furthestStep, isBegun } from '#lib/maker/pieces.ts'
import { openStore } from '#lib/maker/open-store.ts'
import type { OpenedDraft } from '#lib/maker/sealed-draft.ts'

export interface BegunDraft extends OpenedDraft {
  readonly isHere: boolean
}

export async function findOnPhone(secret: string): Promise<BegunDraft | null> {
  const store = await openStore()
  const draft = (await store.drafts()).find(({ card }) => card === secret)
  return draft && isBegun(draft) ? { draft, photo: null, isHere: true } : null
}

/** A finished piece that is still to be sent: its card is shown where it was given. */
export interface WaitingPiece {
  readonly code: string
  readonly id: string
}

export async function findWaiting(secret: string): Promise<WaitingPiece | null> {
  const store = await openStore()
  const piece = (await store.pieces()).find((one) => one.secret === secret && one.sending.state !== 'sent')
  return piece ? { code: piece.entry.code, id: piece.id } : null
}

/** @throws {Problem} when it cannot be found out now */
export async function findOnServer(secret: string): Promise<BegunDraft | null> {
  const { fetchParked } = await import('#lib/maker/parking.ts')
  const opened = await fetchParked(secret)
  return opened && { ...opened, isHere: false }
}

/**
 * Lays the draft on this phone's table, under the same id and card.
 * @returns the step where it goes on; null when another piece lies there, which would be lost
 */
export async function takeUp({ draft, photo, isHere }: BegunDraft): Promise<string | null> {
  if (!isHere) {
    const store = await openStore()
    const lying = await store.draft(draft.code)
    if (lying && isBegun(lying) && lying.id !== draft.id) return null
    if (photo) await store.savePhoto(draft, photo)
    else await store.saveDraft(draft)
  }
  return String(furthestStep(draft))
}
