/**
 * Icons from `@tabler/icons`, outline style, in the two ways that pages use them.
 *
 * - `import camera from '@tabler/icons/outline/camera.svg?icon'` gives the strokes of that icon and nothing else, as
 *   one path (every stroke of the set begins with an absolute M): a page carries only the icons it shows, they take colour and pen
 *   from the page's style, and a poor phone has one element to take over, not a list.
 * - The 256 things of the card are one sprite that the browser keeps: written to `src/lib/ui/card-words.svg` when
 *   the build starts, and used as `<use href="…#t0">`.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { cardWords } from '../core/card/words.ts'

const outline = new URL('../node_modules/@tabler/icons/icons/outline/', import.meta.url)
const spriteFile = fileURLToPath(new URL('src/lib/ui/card-words.svg', import.meta.url))

/** The `d` of every visible path. The set's invisible bounding box (`stroke="none"`) is left out. */
export function strokesOf(svg: string): string[] {
  return [...svg.matchAll(/<path\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !tag.includes('stroke="none"'))
    .flatMap((tag) => tag.match(/\bd="([^"]+)"/)?.[1] ?? [])
}

/** The symbol of one place, named by it. The pen keeps its width at every size; colour and width come from the page. */
async function symbolOf(icon: string, place: number): Promise<string> {
  const strokes = strokesOf(await readFile(new URL(`${icon}.svg`, outline), 'utf8'))
  const paths = strokes.map((d) => `<path vector-effect="non-scaling-stroke" d="${d}"/>`).join('')
  return `<symbol id="t${place}" viewBox="0 0 24 24">${paths}</symbol>`
}

export async function cardSprite(): Promise<string> {
  const symbols = await Promise.all(cardWords.map(({ icon }, place) => symbolOf(icon, place)))
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`
}

export function icons(): Plugin {
  return {
    name: 'icons',
    enforce: 'pre',
    async buildStart() {
      const sprite = await cardSprite()
      // Untouched when nothing changed, so that a running development server has nothing to reload.
      const written = await readFile(spriteFile, 'utf8').catch(() => '')
      if (sprite !== written) await writeFile(spriteFile, sprite)
    },
    async load(id) {
      const [file, query] = id.split('?')
      if (query !== 'icon' || !file) return undefined
      return `export default ${JSON.stringify(strokesOf(await readFile(file, 'utf8')).join(''))}`
    },
  }
}
