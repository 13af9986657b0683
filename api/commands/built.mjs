/**
 * Sees to it that the built pages are those of the sources that lie here: a hash of everything they are made from
 * is kept inside the build.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pinnedNode, root, runQuietly, secondsSince } from './installed.mjs'

const sources = ['package-lock.json', 'core', 'web']
/** Made by the build itself; the message compiler leaves the last five beside its settings. */
const made = new Set([
  ...['build', '.svelte-kit', 'paraglide', 'node_modules', 'card-words.svg'],
  ...['cache', '.gitignore', '.lix', '.meta.json', 'README.md'],
])
const stamp = join(root, 'web', 'build', '.made-from')

function* filesUnder(path) {
  const children = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const child of children) {
    if (made.has(child.name) || child.name.includes('.test.')) continue
    const childPath = join(path, child.name)
    if (child.isDirectory()) yield* filesUnder(childPath)
    else yield childPath
  }
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(root, source)
    for (const file of source.includes('.') ? [path] : filesUnder(path)) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

/** @param say takes one line about what is going on */
export async function ensureBuilt(say) {
  const wanted = hashOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const startMs = performance.now()
  say('Building the pages …')
  await runQuietly(pinnedNode, ['build.mjs'], {
    cwd: join(root, 'web'),
    env: { ...process.env, NODE_ENV: 'production' },
    shell: process.platform === 'win32',
  })
  writeFileSync(stamp, wanted)
  say(`Pages built in ${secondsSince(startMs)}.`)
}
