/** The words of the pages in the browser, as the build lays them out: `web/words.ts`. */
import { tables } from 'virtual:words'
import { fill } from './fill.ts'

export type Locale = 'da' | 'en' | 'kl'

/** The cookie of `vite.config.ts`. Another language is chosen with a form, whose answer is a page of its own. */
const chosen =
  (['da', 'en', 'kl'] as const).find((locale) => document.cookie.split('; ').includes(`sprog=${locale}`)) ??
  'da'

export const getLocale = (): Locale => chosen

const rooms = location.pathname.startsWith('/kurator') ? ['public', 'desk'] : ['public']
const coming = rooms.flatMap((room) => tables[`${chosen} ${room}`]?.() ?? [])

let said: Readonly<Record<string, string>> = {}

/** Fulfilled when the words of the chosen language are here; also when they do not come, and Danish stands in. */
export async function wordsReady(): Promise<void> {
  for (const table of await Promise.allSettled(coming))
    if (table.status === 'fulfilled') said = { ...said, ...table.value.default }
}

/** @param short the message, as the tables name it */
export function say(short: string, danish: string, inputs?: Readonly<Record<string, unknown>>): string {
  const text = said[short] ?? danish
  return inputs ? fill(text, inputs) : text
}
