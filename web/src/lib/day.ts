/** A day as people say it. */
import { getLocale } from '#lib/paraglide/runtime.js'

const timeZone = 'Europe/Copenhagen'

/**
 * 24. december, 24 December. In Greenlandic 24.12.2026: browsers and servers do not agree on the names of its months, and
 * Danish ones have no place inside its words.
 */
export function dayWords(moment: Date | number, locale: string = getLocale()): string {
  if (locale === 'kl') {
    const [year, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(moment).split('-')
    return [day, month, year].map(Number).join('.')
  }
  const words = { day: 'numeric', month: 'long', timeZone } as const
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'da-DK', words).format(moment)
}
