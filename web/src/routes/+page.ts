import { redirect } from '@sveltejs/kit'
import { getEntrance, listArtworks } from '#core/contract/artworks.ts'
import type { Artwork } from '#core/contract/artworks.ts'
import { EntranceCode } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import type { ProblemType } from '#core/contract/problems.ts'
import { call } from '#lib/api.ts'
import type { PageLoad } from './$types.d.ts'

type Works =
  { readonly state: 'known'; readonly artworks: readonly Artwork[] } | { readonly state: 'unavailable' }

/** Why the code that was written leads nowhere. */
export interface WrongCode {
  readonly code: string
  readonly problem: ProblemType
}

/** The front door stays open when the api does not answer: it says so where the works would hang. */
async function hang(fetch: typeof globalThis.fetch): Promise<Works> {
  try {
    return { state: 'known', artworks: await call(fetch, listArtworks, {}) }
  } catch (error) {
    if (error instanceof Problem) return { state: 'unavailable' }
    throw error
  }
}

/** Goes in through a code, or says why not. People write codes with spaces and dashes in them. */
async function enter(fetch: typeof globalThis.fetch, written: string): Promise<WrongCode | null> {
  if (written.trim() === '') return null
  const code = EntranceCode.safeParse(written.replace(/[\s-]/g, ''))
  if (!code.success) return { code: written, problem: 'entrance-not-found' }
  try {
    await call(fetch, getEntrance, { params: { code: code.data } })
  } catch (error) {
    if (error instanceof Problem) return { code: written, problem: error.type }
    throw error
  }
  redirect(303, `/v/${code.data}`)
}

export const load: PageLoad = async ({ fetch, url }) => {
  const [wrongCode, works] = await Promise.all([
    enter(fetch, url.searchParams.get('kode') ?? ''),
    hang(fetch),
  ])
  return { wrongCode, works }
}
