/**
 * Which files a maker's whole way needs, taken from what the build says about itself, for the service worker to keep
 * as one version: `import { files, appFile, version } from 'virtual:offline-files'`.
 *
 * Vite's manifest names every chunk with what it imports, now or later, and its styles, letters and pictures. The
 * way begins at SvelteKit's own entries and at the pages below; only what leads to other rooms is left out.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { z } from 'zod'

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
    assets: z.array(z.string()).default([]),
  }),
)
type Manifest = z.infer<typeof Manifest>

/** Below `src/routes`. The page `ark` is for those without JavaScript, so without a service worker as well. */
const onTheWay = [
  /^\+(layout|error)\.svelte$/,
  /^\(maker\)\/(?!v\/\[code\]\/ark\/)/,
  /^kort\//,
  /^uden-net\//,
]

/** Of the lettering's many families, the one that Danish is set in. */
const lettering = '../node_modules/@fontsource-variable/atkinson-hyperlegible-next/index.css'

const entries = /\/(runtime\/client\/(entry|payload|client-entry)|client-optimized\/app)\.js$/
const pageNode = /client-optimized\/nodes\/\d+\.js$/

/** @param sourceOf the text of a page's node, which names the files under `src/routes` that it was made from */
export async function filesOnTheWay(
  manifest: Manifest,
  sourceOf: (node: string) => Promise<string>,
): Promise<string[]> {
  const seen = new Set<string>()
  const reach = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk || seen.has(key)) return
    seen.add(key)
    chunk.imports.forEach(reach)
    // The entry leads to the pages of all rooms; those on the way are named one by one.
    if (!entries.test(key)) chunk.dynamicImports.forEach(reach)
  }
  reach(lettering)
  for (const key of Object.keys(manifest)) {
    if (entries.test(key)) reach(key)
    if (!pageNode.test(key)) continue
    const [, route] = /src\/routes\/([^'"]+)/.exec(await sourceOf(key)) ?? []
    if (route !== undefined && onTheWay.some((pattern) => pattern.test(route))) reach(key)
  }
  const files = [...seen].flatMap((key) => {
    const { file, css, assets } = manifest[key] ?? { file: '', css: [], assets: [] }
    return [file, ...css, ...assets]
  })
  return [...new Set(files)].sort().map((file) => `/${file}`)
}

const id = 'virtual:offline-files'

export function offlineFiles(): Plugin {
  return {
    name: 'offline-files',
    resolveId: (wanted) => (wanted === id ? `\0${id}` : undefined),
    async load(wanted) {
      if (wanted !== `\0${id}`) return undefined
      const { root, build, command } = this.environment.config
      // While the pages are worked on nothing is kept: there are no built files.
      if (command === 'serve') return `export const files = [], appFile = '', version = 'dev'`
      const path = resolve(root, build.outDir, '.vite/manifest.json')
      const manifest = Manifest.parse(JSON.parse(await readFile(path, 'utf8')))
      const files = await filesOnTheWay(manifest, (node) => readFile(join(root, node), 'utf8'))
      const appFile = files.find((file) => /\/entry\/app\.[^/]+\.js$/.test(file))
      if (appFile === undefined) throw new Error('the build has no entry')
      // The names hold the hashes of what is in the files: the same files are the same version.
      const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12)
      return `export const files = ${JSON.stringify(files)}, appFile = ${JSON.stringify(appFile)}, version = '${version}'`
    },
  }
}
