import type { z } from 'zod'
import type { PublishPreview } from '#core/contract/editions.ts'
import { isForUnplaced } from '#core/composition/said.ts'
import { loadState } from '../composition/repository.ts'
import type { Db } from '../database/connect.ts'
import { listLeftOut, withoutPlace } from './left-out-repository.ts'
import { findCurrent, findNewest, placesOf, type Place } from './repository.ts'

const pieceIds = (places: readonly Place[]) => new Set(places.flatMap(({ pieceId }) => pieceId ?? []))

/** What publishing now would change for those who look. */
export async function previewPublish(db: Db, artworkId: string): Promise<z.input<typeof PublishPreview>> {
  const shown = pieceIds((await findCurrent(db, artworkId))?.places ?? [])
  const next = pieceIds(placesOf(await loadState(db, artworkId)))
  const unplaced = new Set(await withoutPlace(db, artworkId))
  const newest = await findNewest(db, artworkId)
  const { leftOut, absentHouses } = newest
    ? await listLeftOut(db, newest.id)
    : { leftOut: [], absentHouses: [] }
  const kept = next.intersection(shown).size
  return {
    added: next.size - kept,
    removed: shown.size - kept,
    kept,
    unplaced: unplaced.size,
    leftOut: leftOut.filter((note) => isForUnplaced(note) === unplaced.has(note.piece)),
    absentHouses: [...absentHouses],
  }
}
