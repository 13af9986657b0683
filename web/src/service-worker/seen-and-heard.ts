/**
 * What a person saw and heard on the way and that is public: the artwork's picture, clips of a voice that reads. It
 * belongs to no version, and is forgotten on a shared tablet when the next person comes.
 */
import { self } from '$app/service-worker'

const name = 'seen-and-heard'

/** The artwork changes, and what was taken down should not live on in old pictures of it. */
const pictureKeptMs = 7 * 24 * 60 * 60_000

const isCover = (path: string): boolean => /^\/api\/artworks\/[^/]+\/cover$/.test(path)

/** Far more than one language's clips; what was heard first is forgotten first. */
const clipsKept = 400

export async function keptPicture(request: Request | string): Promise<Response | undefined> {
  const cache = await caches.open(name)
  const found = await cache.match(request, { ignoreVary: true })
  const madeMs = Date.parse(found?.headers.get('date') ?? '')
  if (Date.now() - madeMs < pictureKeptMs) return found
  await cache.delete(request)
  return undefined
}

export async function keepPicture(request: Request | string, answer: Response): Promise<void> {
  const cache = await caches.open(name)
  if (answer.ok) await cache.put(request, answer)
  else if (answer.status === 404) await cache.delete(request)
}

export async function fetchPicture(address: string): Promise<void> {
  const answer = await self.fetch(address).catch(() => null)
  if (answer) await keepPicture(address, answer)
}

/** A clip has the hash of its sound in its address, if it says that it never changes. */
export async function clip(request: Request): Promise<Response> {
  const cache = await caches.open(name)
  const found = await cache.match(request)
  if (found) return found
  const answer = await self.fetch(request)
  if (answer.ok && answer.headers.get('cache-control')?.includes('immutable')) {
    await cache.put(request, answer.clone())
    const clips = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith('/api/voices/'))
    for (const old of clips.slice(0, Math.max(0, clips.length - clipsKept))) await cache.delete(old)
  }
  return answer
}

/**
 * What was heard tells of the person. The artwork's picture tells of the house only, and the next one needs it to see
 * the piece in the work, also without net.
 */
export async function wipe(): Promise<void> {
  const cache = await caches.open(name)
  for (const request of await cache.keys())
    if (!isCover(new URL(request.url).pathname)) await cache.delete(request)
}
