import { version } from '$app/env'
import { call } from '#lib/api.ts'
import { getCuratedArtwork } from '#core/contract/artworks.ts'
import { listEditions } from '#core/contract/editions.ts'
import { ArtworkSlug } from '#core/contract/ids.ts'
import { readBeginning } from '#lib/composer/log/reading.ts'
import { SheetList } from '#lib/composer/sheet-list.ts'
import type { PageLoad } from './$types.d.ts'

/** A canvas and the hands over it: there is nothing that a server could draw. */
export const ssr = false

export const load: PageLoad = async ({ fetch, params, parent }) => {
  const slug = ArtworkSlug.parse(params.slug)
  const asked = Promise.all([
    readBeginning(fetch, slug, version),
    call(fetch, listEditions, { params: { slug } }),
    call(fetch, getCuratedArtwork, { params: { slug } }),
  ])
  // Read while the composition is on its way. Without an answer the stage asks again.
  const sheetList = new SheetList(fetch, slug, version)
  sheetList.at(0).catch(() => undefined)
  // Who is not signed in is led to the door by the room itself, whatever became of the rest.
  asked.catch(() => undefined)
  const { me } = await parent()
  const [beginning, editions, artwork] = await asked
  const houses = artwork.entrances.map(({ house }) => house)
  return { slug, me, ...beginning, sheetList, editions, houses }
}
