/** What the desk needs: the words of a language, and what is recorded of them. */
import type { HouseCode } from '#core/contract/ids.ts'
import { listVoices, VoiceLocale } from '#core/contract/voices.ts'
import { call } from '#lib/api.ts'
import { slotScreens } from './slots.server.ts'

/** @param url `?sprog=`: the language that is recorded; Danish, if it is none of ours */
export async function loadDesk(fetch: typeof globalThis.fetch, url: URL, house: HouseCode | undefined) {
  const wanted = VoiceLocale.safeParse(url.searchParams.get('sprog'))
  const locale = wanted.success ? wanted.data : 'da'
  const clips = await call(fetch, listVoices, { query: { locale, ...(house !== undefined && { house }) } })
  return { locale, clips, screens: slotScreens(locale) }
}
