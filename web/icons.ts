/**
 * `import camera from '@tabler/icons/outline/camera.svg?icon'` gives the strokes of that icon and nothing else:
 * a page carries only the icons it shows, and they take colour and pen from the page's style.
 */
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

/** The `d` of every visible path. The set's invisible bounding box (`stroke="none"`) is left out. */
export function strokesOf(svg: string): string[] {
  return [...svg.matchAll(/<path\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !tag.includes('stroke="none"'))
    .flatMap((tag) => tag.match(/\bd="([^"]+)"/)?.[1] ?? [])
}

export function icons(): Plugin {
  return {
    name: 'icons',
    enforce: 'pre',
    async load(id) {
      const [file, query] = id.split('?')
      if (query !== 'icon' || !file) return undefined
      return `export default ${JSON.stringify(strokesOf(await readFile(file, 'utf8')))}`
    },
  }
}
