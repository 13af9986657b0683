/**
 * What a thing of a card is called on the page. The built pages have Danish in this place, and what others it is called with
 * the words of their language: `web/card-words.ts`.
 */
import { cardWord } from '#core/card/spell.ts'
import { getLocale } from '#lib/paraglide/runtime.js'

/** Kalaallisut has no names for them yet, and Danish stands in. */
export const thingLanguage = (): 'da' | 'en' => (getLocale() === 'en' ? 'en' : 'da')

/** @param place in `cardWords` */
export const thingName = (place: number): string => cardWord(place)[thingLanguage()]
