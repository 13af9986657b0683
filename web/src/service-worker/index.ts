/**
 * Opens a maker's way without net, once a code was visited (docs/decisions/0019-offline.md). It keeps nothing of what a
 * person makes: drafts and the queue are the page's own. The curators' room and the wall pass by it untouched.
 */
import { self } from '$app/service-worker'
import { readAsked, readTold, type Told } from '#lib/offline/asked.ts'
import { unlessAtWork } from '#lib/offline/at-work.ts'
import { netFirst } from '#lib/offline/net-first.ts'
import { clip, fetchPicture, keepPicture, keptPicture, wipe } from './seen-and-heard.ts'
import { dropOlder, fileOf, keepAnswer, keepWay, keptPage, keptPageForNoNet, takeIn } from './version.ts'

self.addEventListener('install', (event) => event.waitUntil(takeIn()))
self.addEventListener('activate', (event) => event.waitUntil(dropOlder().then(() => self.clients.claim())))

self.addEventListener('message', (event) => {
  const told = readTold(event.data)
  // Whoever sent a port along hears when it is done.
  if (told) event.waitUntil(heed(told).then(() => event.ports[0]?.postMessage('done')))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const asked = readAsked(request, self.location.origin)
  const fromNet = (): Promise<Response> => self.fetch(request)

  switch (asked?.kind) {
    case 'file':
      return event.respondWith(fileOf(request).then((file) => file ?? fromNet()))
    case 'clip':
      return event.respondWith(clip(request))
    case 'picture': {
      const answer = fromNet()
      event.waitUntil(answer.then((picture) => keepPicture(request, picture.clone()), nothing))
      return event.respondWith(netFirst(answer, () => keptPicture(request)))
    }
    case 'data':
      return event.respondWith(netFirst(fromNet(), () => keptPage(asked.key)))
    case 'page': {
      const answer = fromNet()
      event.waitUntil(answer.then((page) => keepAnswer(asked.key, page.clone()), nothing))
      const kept = async () => (await keptPage(asked.key)) ?? (await unlessNet(answer))
      return event.respondWith(netFirst(answer, kept))
    }
    case 'elsewhere': {
      const answer = fromNet()
      return event.respondWith(answer.catch(async () => (await keptPageForNoNet()) ?? Response.error()))
    }
    case undefined:
      return
  }
})

/** Without net `fetch` rejects; that there is nothing to keep then needs no word. */
const nothing = (): void => undefined

/** Where a page is not kept: the net, if it comes at last, else the page that says there is none. */
const unlessNet = (answer: Promise<Response>): Promise<Response | undefined> =>
  answer.catch(() => keptPageForNoNet())

async function heed(told: Told): Promise<void> {
  switch (told.type) {
    case 'keep':
      await keepWay(told)
      if (told.cover !== null) await fetchPicture(told.cover)
      return
    case 'take-over':
      return unlessAtWork(self.navigator.locks, () => self.skipWaiting())
    case 'wipe':
      return wipe()
  }
}
