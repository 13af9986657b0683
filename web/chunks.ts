/**
 * Which of the browser's files lie together. What every page has, and what the start page has, is one file each; icons and
 * messages, which by themselves would be hundreds, lie with the room that shows them.
 */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

interface Group {
  readonly name: string
  readonly test: RegExp | ((id: string) => boolean)
  readonly priority: number
}

/** Below `src`. A part of the way that few ask for brings its own. */
const startPage =
  /^(routes\/(\+error|\(maker\)\/v\/\[code\]\/\+)|lib\/ui\/(Sheet|TopBar|LanguageChoice|Choice|Icon)|lib\/read-aloud\/ReadAloud)/
const laterOnTheWay =
  /^(routes\/\(maker\)\/v\/\[code\]\/(\[step\]|tak)\/|lib\/maker\/(?!photo\/|StillHere|Stamps)|lib\/ui\/(Thread|YesNo|Notice|Field|Waiting))/

/** The icon or message of a module. */
const smallOf = (id: string): string | undefined =>
  /@tabler\/icons\/icons\/(outline\/[\w-]+)\.svg|paraglide\/messages\/(\w+)\.js$/
    .exec(id)
    ?.slice(1)
    .find(Boolean)

/** Of every icon and message the first room on a maker's way that shows it. */
function firstShownIn(root: string): ReadonlyMap<string, 'start' | 'way'> {
  const rooms = new Map<string, 'start' | 'way'>()
  const src = resolve(root, 'src')
  for (const file of globSync('{lib,routes}/**/*.{svelte,ts}', { cwd: src })) {
    const room = startPage.test(file) ? 'start' : laterOnTheWay.test(file) ? 'way' : null
    if (room === null) continue
    const text = readFileSync(resolve(src, file), 'utf8')
    for (const [, icon, message] of text.matchAll(/icons\/(outline\/[\w-]+)\.svg|\bm\.(\w+)/g)) {
      const small = icon ?? message
      if (small !== undefined && rooms.get(small) !== 'start') rooms.set(small, room)
    }
  }
  return rooms
}

const scripts = /\.js$/

/**
 * Of what a file needs that is fetched later, what is named beside it, to be asked for in the same moment: styles always,
 * scripts only for the pages of a maker's way. Those lists are long, do not pack, and lie in what every page receives.
 * @param file what is fetched, as the build names it; a page's carries the number of its node
 */
export function aheadOfTime(root: string, file: string, needed: readonly string[]): string[] {
  const [, node] = /nodes\/(\d+)\./.exec(file) ?? []
  const isOnTheWay =
    node !== undefined &&
    /routes\/\(maker\)\/v\/\[code\]\/(\[step\]|tak)\//.test(
      readFileSync(resolve(root, `.svelte-kit/generated/build/client-optimized/nodes/${node}.js`), 'utf8'),
    )
  return isOnTheWay ? [...needed] : needed.filter((name) => !scripts.test(name))
}

/** @param root of the pages: where `src` lies */
export function chunkGroups(root: string): Group[] {
  const rooms = firstShownIn(root)
  const shownIn = (room: string) => (id: string) => rooms.get(smallOf(id) ?? '') === room
  return [
    {
      // Told which build this is before anything that asks is begun: with others in one file it would come too late for them.
      name: 'first',
      test: /@sveltejs\/kit\/src\/runtime\/client\/payload|vite\/preload-helper/,
      priority: 6,
    },
    {
      name: 'base',
      test: /node_modules\/(svelte|esm-env|clsx)\/|@sveltejs\/kit\/src\/runtime\/(app(?!\/forms)|shared|utils)|src\/lib\/(words|fill)\./,
      priority: 5,
    },
    { name: 'start', test: shownIn('start'), priority: 4 },
    { name: 'way', test: shownIn('way'), priority: 3 },
    {
      name: 'ui',
      test: /src\/lib\/ui\/(Sheet|TopBar|LanguageChoice|Choice|Icon|focus-heading|help-phone|sheet-foot|card-words)|src\/lib\/read-aloud\/ReadAloud|src\/lib\/maker\/house-tablet\./,
      priority: 2,
    },
    { name: 'words', test: /src\/lib\/ui\/CardWords?\./, priority: 2 },
    { name: 'aloud', test: /src\/lib\/read-aloud\/(clips|speech)\./, priority: 2 },
    { name: 'pieces', test: /src\/lib\/maker\/(Lettered|Drawn)\./, priority: 2 },
    { name: 'fields', test: /src\/lib\/ui\/(Notice|Waiting|Field|YesNo)\./, priority: 2 },
    {
      // Every page of a maker's way opens the same room.
      name: 'room',
      test: /node_modules\/idb\/|src\/lib\/maker\/(room|draft|pieces|queue|store|open-store|bytes|picture-type|cover|can-seal|showing|paper)\.|core\/card\/card\./,
      priority: 1,
    },
  ]
}
