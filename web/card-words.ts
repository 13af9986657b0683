/** The 256 things of the card as a browser gets them: one line of text, which packs better than 256 calls. */
import type { Plugin } from 'vite'
import { cardWords as things } from '../core/card/words.ts'

/** @throws when a word holds what separates words here */
export function packedCardWords(): string {
  const lines = things.map(({ da, en, icon }) => {
    if (/[,;]/.test(da + en + icon)) throw new Error(`"${da}" cannot be packed`)
    return icon === en ? `${da},${en}` : `${da},${en},${icon}`
  })
  return `export const cardWords = ${JSON.stringify(lines.join(';'))}.split(';').map((line) => {
  const [da, en, icon = en] = line.split(',')
  return { da, en, icon }
})`
}

export function cardWords(): Plugin {
  return {
    name: 'card-words',
    enforce: 'pre',
    load(id) {
      const { command } = this.environment.config
      const isBuilt = command === 'build' && this.environment.name === 'client'
      return isBuilt && id.endsWith('/core/card/words.ts') ? packedCardWords() : undefined
    },
  }
}
