/**
 * The 256 things of the card as a browser gets them. Where they are only named, each language comes by itself: Danish in
 * one line of text, which packs better than 256 calls, and every other with its words (`words.ts`). Where they are sought
 * by what they are called, or by their kind, all that is known of them comes.
 */
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { cardWords as things } from '../core/card/words.ts'

/** What a table of words calls the thing at one place; no message is called so. */
export const shortNameOf = (place: number): string => `#${place}`

const joined = (lines: readonly string[]): string => {
  const odd = lines.find((line) => line.includes(';'))
  if (odd !== undefined) throw new Error(`"${odd}" cannot be packed`)
  return JSON.stringify(lines.join(';'))
}

/** @throws when a word holds what separates words here */
export function packedCardWords(): string {
  const lines = things.map(({ da, en, icon }) => {
    if (/,/.test(da + en + icon)) throw new Error(`"${da}" cannot be packed`)
    return icon === en ? `${da},${en}` : `${da},${en},${icon}`
  })
  return `export const cardWords = ${joined(lines)}.split(';').map((line) => {
  const [da, en, icon = en] = line.split(',')
  return { da, en, icon }
})`
}

/**
 * The module of `src/lib/ui/thing-name.ts` as it is built.
 * @param saying where `say` and `getLocale` come from, as a literal
 */
export const packedNames = (saying: string): string => `import { getLocale, say } from ${saying}
const danish = ${joined(things.map(({ da }) => da))}.split(';')
export const thingLanguage = () => (getLocale() === 'en' ? 'en' : 'da')
export const thingName = (place) => say('#' + place, danish[place])`

/** What the things are called in one language, for its table of words; those that are called as in Danish are left out. */
export const namesIn = (locale: string): Record<string, string> =>
  locale === 'en'
    ? Object.fromEntries(things.flatMap(({ da, en }, place) => (da === en ? [] : [[shortNameOf(place), en]])))
    : {}

export function cardWords(): Plugin {
  return {
    name: 'card-words',
    enforce: 'pre',
    load(id) {
      const { command, root } = this.environment.config
      if (command !== 'build' || this.environment.name !== 'client') return undefined
      if (id.endsWith('/core/card/words.ts')) return packedCardWords()
      if (id.endsWith('/src/lib/ui/thing-name.ts'))
        return packedNames(JSON.stringify(resolve(root, 'src/lib/words.ts')))
      return undefined
    },
  }
}
