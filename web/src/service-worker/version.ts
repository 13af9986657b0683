/**
 * A version is one cache: the files of a maker's whole way as one build made them, and the pages that were fetched
 * with them. It is there whole or not at all.
 */
import { self } from '$app/service-worker'
import { appFile, files, version } from 'virtual:offline-files'
import { pagesOf, type Keeping } from '#lib/offline/asked.ts'

const prefix = 'way-'
const own = `${prefix}${version}`

/** Beside the newest. A page that is still open may have been made by one of them. */
const olderKept = 2

const pageForNoNet = '/uden-net'

/** Names, the newest first. */
async function versions(): Promise<string[]> {
  const names = await caches.keys()
  const others = names.filter((name) => name.startsWith(prefix) && name !== own)
  return [own, ...others.reverse()]
}

/**
 * One file after the other: the page that is open must not wait for them. What another version has is not fetched again.
 * @throws when a file cannot be had; then the version is not there, and the browser tries again another time
 */
export async function takeIn(): Promise<void> {
  const cache = await caches.open(own)
  for (const file of files) {
    const known = await caches.match(file)
    await (known ? cache.put(file, known) : cache.add(file))
  }
  for (const page of [pageForNoNet, ...(await keptPages())]) await keepPage(page)
}

async function keptPages(): Promise<string[]> {
  const pages = new Set<string>()
  for (const name of await versions())
    for (const { url } of await (await caches.open(name)).keys()) {
      const { pathname } = new URL(url)
      if (!files.includes(pathname) && !pathname.startsWith('/_app/')) pages.add(pathname)
    }
  return [...pages]
}

export async function dropOlder(): Promise<void> {
  const [, ...others] = await versions()
  await Promise.all(others.slice(olderKept).map((name) => caches.delete(name)))
}

/** A file has the hash of its content in its name, so that of any version is the right one. */
export const fileOf = (request: Request): Promise<Response | undefined> => caches.match(request)

/** @param path of a page, or of its data */
export async function keptPage(path: string): Promise<Response | undefined> {
  for (const name of await versions()) {
    const found = await (await caches.open(name)).match(path, { ignoreVary: true })
    if (found) return found
  }
  return undefined
}

export const keptPageForNoNet = (): Promise<Response | undefined> => keptPage(pageForNoNet)

/** Fetches a page to keep it. Without net it is asked for again another time. */
async function keepPage(path: string): Promise<void> {
  const answer = await self.fetch(path, { credentials: 'same-origin' }).catch(() => null)
  if (answer) await keepAnswer(path, answer)
}

/**
 * Keeps a page that came over the net, if it is one that this version can bring to life: a page of a newer build names
 * files that are not here.
 */
export async function keepAnswer(path: string, answer: Response): Promise<void> {
  if (!answer.ok || answer.redirected) return
  // These pages and their data say `no-store`, so that Back shows nobody's answers. As the server sends them they tell
  // of the artwork and the house, and of no person.
  if (!path.endsWith('/__data.json')) {
    const isOfThisBuild = (await answer.clone().text()).includes(appFile)
    if (!isOfThisBuild) {
      await self.registration.update().catch(() => undefined)
      return
    }
  }
  await (await caches.open(own)).put(path, answer)
}

/** Keeps the pages of one code that are not here yet; all of them again when they are here in another language. */
export async function keepWay({ code, language }: Keeping): Promise<void> {
  const cache = await caches.open(own)
  const start = await (await cache.match(`/v/${code}`, { ignoreVary: true }))?.text()
  const isOther = start !== undefined && !start.includes(`<html lang="${language}"`)
  for (const page of [...pagesOf(code), pageForNoNet])
    if (isOther || !(await cache.match(page, { ignoreVary: true }))) await keepPage(page)
}
