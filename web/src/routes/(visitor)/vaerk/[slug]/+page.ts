import { error } from '@sveltejs/kit'
import { call } from '#lib/api.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import { getArtwork } from '#core/contract/artworks.ts'
import { getPublicEdition, type EditionFace } from '#core/contract/editions.ts'
import { ArtworkSlug } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import type { PageLoad } from './$types.d.ts'

/** The work as the web may see it; null while nothing of it is published. */
async function publicFace(fetch: typeof globalThis.fetch, slug: ArtworkSlug): Promise<EditionFace | null> {
  try {
    return await call(fetch, getPublicEdition, { params: { slug } })
  } catch (cause) {
    if (cause instanceof Problem && cause.type === 'edition-not-found') return null
    throw cause
  }
}

export const load: PageLoad = async ({ fetch, params }) => {
  try {
    const slug = ArtworkSlug.safeParse(params.slug)
    if (!slug.success) throw new Problem('artwork-not-found')
    const [artwork, face] = await Promise.all([
      call(fetch, getArtwork, { params: { slug: slug.data } }),
      publicFace(fetch, slug.data),
    ])
    return { artwork, face }
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause
    error(cause.status, sentenceOf(cause))
  }
}
