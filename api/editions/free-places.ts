/** Where a piece that is being made can be tried: worked out from what the web sees of the current edition, and only that. */
import type { z } from 'zod'
import { liesAsGround } from '#core/composition/ground.ts'
import type { FreePlaces } from '#core/contract/editions.ts'
import { freePlaces, type SeenPlace } from '#core/layout/free-places.ts'
import type { LayoutFrame } from '#core/layout/layout.ts'
import { findArtwork } from '../artworks/repository.ts'
import type { Db } from '../database/connect.ts'
import { shareLooks } from '../database/shared-look.ts'
import { busynessOnWeb, findCurrent, type Place } from './repository.ts'

type Answer = z.input<typeof FreePlaces>

/** Artworks whose places are remembered: every phone that comes in asks, and they change with an edition only. */
const rememberedMax = 64

/** @throws {Problem} artwork-not-found */
export function freePlacesOf(db: Db): (slug: string) => Promise<Answer> {
  const known = new Map<string, Answer>()

  return shareLooks(async (slug) => {
    const artwork = await findArtwork(db, slug)
    const before = known.get(slug)
    if (before?.edition === artwork.edition) return before
    const current = await findCurrent(db, artwork.id)
    const places = freePlaces(artwork, await seenOnWeb(db, artwork, current?.places ?? []))
    const answer = { edition: current?.number ?? null, places: [...places] }
    known.delete(slug)
    known.set(slug, answer)
    for (const oldest of known.keys()) {
      if (known.size <= rememberedMax) break
      known.delete(oldest)
    }
    return answer
  })
}

async function seenOnWeb(db: Db, frame: LayoutFrame, all: readonly Place[]): Promise<readonly SeenPlace[]> {
  // What lies under the whole work is the wall that the others hang on.
  const places = all.filter(({ box, layer, element }) => !liesAsGround({ ...box, layer, element }, frame))
  const busyness = await busynessOnWeb(
    db,
    places.flatMap(({ pieceId }) => pieceId ?? []),
  )
  return places.flatMap(({ box, pieceId, element }): SeenPlace[] => {
    // Words may not be covered; a field or a thread is ground to stand on.
    if (element) return element.kind === 'words' ? [{ box, shows: 'words', busyness: 1 }] : []
    if (pieceId === null) return [{ box, shows: 'marigold', busyness: 0 }]
    const seen = busyness.get(pieceId)
    return seen === undefined
      ? [{ box, shows: 'nothing', busyness: 0 }]
      : [{ box, shows: 'piece', busyness: seen }]
  })
}
