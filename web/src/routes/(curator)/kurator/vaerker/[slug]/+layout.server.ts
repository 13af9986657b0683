import { error } from '@sveltejs/kit'
import { call } from '#lib/api.ts'
import { getCuratedArtwork } from '#core/contract/artworks.ts'
import { forCurator } from '#lib/curator/door.server.ts'
import { Problem } from '#core/contract/problems.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import type { LayoutServerLoad } from './$types.d.ts'

export const load: LayoutServerLoad = async ({ fetch, url, params, depends }) => {
  depends('curator:artwork')
  const named = getCuratedArtwork.params.safeParse(params)
  if (!named.success) error(404, sentenceOf(new Problem('artwork-not-found')))
  return { artwork: await forCurator(url, call(fetch, getCuratedArtwork, { params: named.data })) }
}
