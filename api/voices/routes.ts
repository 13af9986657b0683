import * as contract from '#core/contract/voices.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Deps } from '../deps.ts'
import { bytesReader } from '../http/given.ts'
import type { Routes } from '../http/routes.ts'
import { houseIdOf, keepVoice, removeVoice } from './keep.ts'
import { findEncoding, listClips } from './repository.ts'

const listCache = 'public, max-age=300'

/** For good on the phone that has it, and nowhere between: a voice that is taken away must not live on with strangers. */
const clipCache = 'private, max-age=31536000, immutable'

export function voiceRoutes(routes: Routes, deps: Pick<Deps, 'db' | 'storage'>): void {
  const { db, storage } = deps

  routes.on(contract.listVoices, async ({ query: { house, locale }, response }) => {
    const locales = locale === 'kl' ? (['kl', 'da'] as const) : [locale]
    const clips = await listClips(db, await houseIdOf(db, house), locales)
    response.set('cache-control', listCache)
    // Of two that say the same, the house's own is heard.
    return [...Map.groupBy(clips, ({ text }) => text).values()].flatMap((same) => same.slice(0, 1))
  })

  routes.on(contract.getVoice, async ({ params: { sha256 } }) => {
    const found = await findEncoding(db, sha256)
    if (!found) throw new Problem('not-found')
    const { stream, byteSize } = await storage.open(found.key)
    return { mediaType: found.mediaType, byteSize, stream, cache: clipCache, etag: `"${sha256}"` }
  })

  const readRecording = bytesReader(contract.voiceMaxBytes)

  routes.on(contract.keepVoice, async ({ params, query, staff, request, response }) => {
    const bytes = await readRecording(request, response)
    return keepVoice(deps, staff(), { ...params, ...query, house: query.house }, Uint8Array.from(bytes))
  })

  routes.on(contract.removeVoice, async ({ params, query, staff }) => {
    await removeVoice(deps, staff(), { ...params, house: query.house })
    return undefined
  })
}
