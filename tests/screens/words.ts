/** The words on the screens, from the catalogues themselves: a walk finds its way by them in every language. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

export type Language = 'da' | 'en'

/** A message by its key, with its placeholders filled. @throws when no catalogue has it as one plain text */
export type Say = (key: string, values?: Readonly<Record<string, string>>) => string

const Catalogue = z.record(z.string(), z.unknown())
const rooms = ['shared', 'maker', 'curator', 'composer', 'visitor']

export function wordsOf(language: Language): Say {
  const catalogues = rooms.map((room) => {
    const path = new URL(`../../web/messages/${room}.${language}.json`, import.meta.url)
    return Catalogue.parse(JSON.parse(readFileSync(path, 'utf8')))
  })
  return (key, values = {}) => {
    const text = catalogues.map((catalogue) => catalogue[key]).find((message) => typeof message === 'string')
    if (text === undefined) throw new Error(`no catalogue says "${key}" in plain words (${language})`)
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
  }
}
