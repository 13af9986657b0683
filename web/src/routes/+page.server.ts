/**
 * The front door is read by phones on poor nets: all it needs is worked out here, so that no part of the contract is
 * sent along with the page.
 */
import { redirect } from '@sveltejs/kit'
import { getCover, getEntrance, listArtworks } from '#core/contract/artworks.ts'
import { EntranceCode } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import { address, call } from '#lib/api.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import type { Works, WrongCode } from './front-door.ts'
import type { PageServerLoad } from './$types'

/** The front door stays open when the api does not answer: it says so where the works would hang. */
async function hang(fetch: typeof globalThis.fetch): Promise<Works> {
  try {
    const artworks = await call(fetch, listArtworks, {})
    return {
      state: 'known',
      artworks: artworks.map((artwork) => ({
        ...artwork,
        cover: artwork.edition === null ? null : address(getCover, { params: { slug: artwork.slug } }),
      })),
    }
  } catch (error) {
    if (error instanceof Problem) return { state: 'unavailable' }
    throw error
  }
}

/** Goes in through a code, or says why not. People write codes with spaces and dashes in them. */
async function enter(fetch: typeof globalThis.fetch, written: string): Promise<WrongCode | null> {
  if (written.trim() === '') return null
  const code = EntranceCode.safeParse(written.replace(/[\s-]/g, ''))
  if (!code.success) return { code: written, sentence: sentenceOf({ type: 'entrance-not-found' }) }
  try {
    await call(fetch, getEntrance, { params: { code: code.data } })
  } catch (error) {
    if (error instanceof Problem) return { code: written, sentence: sentenceOf(error) }
    throw error
  }
  redirect(303, `/v/${code.data}`)
}

export const load: PageServerLoad = async ({ fetch, url }) => {
  const [wrongCode, works] = await Promise.all([
    enter(fetch, url.searchParams.get('kode') ?? ''),
    hang(fetch),
  ])
  return { wrongCode, works }
}
