/**
 * The messages as a browser gets them. Danish stands in the pages' own files, each text in the one that shows it; every
 * other language is two files, one for the curators' desk and one for all other rooms, that only a person who chose it
 * fetches (`src/lib/words.ts`). What a language lacks is said in Danish, text by text. The server has Paraglide's own
 * functions, and so has a message that comes by number.
 */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { z } from 'zod'
import { namesIn } from './card-words.ts'

const rooms = { public: ['shared', 'maker', 'visitor'], desk: ['curator', 'composer'] } as const
type Room = keyof typeof rooms

const baseLocale = 'da'
const otherLocales = ['en', 'kl'] as const

interface Message {
  /** What the tables call it. */
  readonly short: string
  readonly danish: string
}

const Catalogue = z.record(z.string(), z.unknown())

/** Plain texts by their key, of one room in one language. */
export async function plainTexts(root: string, room: Room, locale: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const name of rooms[room]) {
    const file = await readFile(resolve(root, `messages/${name}.${locale}.json`), 'utf8')
    for (const [key, text] of Object.entries(Catalogue.parse(JSON.parse(file))))
      if (typeof text === 'string' && key !== '$schema') texts.set(key, text)
  }
  return texts
}

/** Every plain message is told apart by few letters: they stand in every file that shows it. */
export async function numbered(root: string): Promise<Map<string, Message>> {
  const all = [
    ...(await plainTexts(root, 'public', baseLocale)),
    ...(await plainTexts(root, 'desk', baseLocale)),
  ]
  return new Map(all.map(([key, danish], at) => [key, { short: at.toString(36), danish }]))
}

/** The words that one room has in one language, by their short names; those that are as in Danish are left out. */
export async function tableOf(root: string, room: Room, locale: string): Promise<Record<string, string>> {
  const messages = await numbered(root)
  const table: Record<string, string> = {}
  for (const [key, text] of await plainTexts(root, room, locale)) {
    const message = messages.get(key)
    if (message && message.danish !== text) table[message.short] = text
  }
  return table
}

async function tables(root: string): Promise<string> {
  const lines: string[] = []
  for (const locale of otherLocales)
    for (const room of ['public', 'desk'] as const)
      if (Object.keys(await tableOf(root, room, locale)).length > 0)
        lines.push(`'${locale} ${room}': () => import('virtual:words/${room}/${locale}')`)
  return `export const tables = { ${lines.join(', ')} }`
}

/** @param saying where `say` comes from, as a literal */
function messageModule(key: string, { short, danish }: Message, saying: string): string {
  const [given, handed] = /\{\w+\}/.test(danish) ? ['inputs', ', inputs'] : ['', '']
  return `import { say } from ${saying}
export const ${key} = (${given}) => say(${JSON.stringify(short)}, ${JSON.stringify(danish)}${handed})`
}

const id = 'virtual:words'

export function words(): Plugin {
  /** Read once: a build asks for every message. */
  let numbering: ReturnType<typeof numbered> | undefined
  return {
    name: 'words',
    enforce: 'pre',
    resolveId: (wanted) => (wanted.startsWith(id) ? `\0${wanted}` : undefined),
    async load(wanted) {
      const { root, command } = this.environment.config
      const saying = JSON.stringify(resolve(root, 'src/lib/words.ts'))
      // While the pages are worked on, Paraglide says everything.
      const isBuilt = command === 'build' && this.environment.name === 'client'
      if (wanted === `\0${id}`) return isBuilt ? tables(root) : 'export const tables = {}'
      const [, room, locale] = /^\0virtual:words\/(public|desk)\/(\w+)$/.exec(wanted) ?? []
      if (locale !== undefined) {
        const table = await tableOf(root, room === 'desk' ? 'desk' : 'public', locale)
        const names = room === 'public' ? namesIn(locale) : {}
        return `export default ${JSON.stringify({ ...table, ...names })}`
      }
      if (!isBuilt) return undefined
      if (wanted.endsWith('/paraglide/runtime.js'))
        return `export { getLocale } from ${saying}; export const experimentalStaticLocale = undefined`
      const [, key = ''] = /\/paraglide\/messages\/(\w+)\.js$/.exec(wanted) ?? []
      const message = (await (numbering ??= numbered(root))).get(key)
      return message && messageModule(key, message, saying)
    },
  }
}
