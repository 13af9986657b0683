/** The page's side of the service worker: asks it to keep a code's way, and lets a newer version take over. */
import type { Keeping, Told } from './asked.ts'

const tell = (worker: ServiceWorker | null, told: Told): void => worker?.postMessage(told)

/**
 * Not every browser lets a page be kept (private windows, a full phone); then all works as long as there is net.
 * @param keeping null where the page belongs to no code
 */
export async function keepForNoNet(keeping: Keeping | null): Promise<void> {
  const registration = await navigator.serviceWorker.register('/service-worker.js').catch(() => null)
  if (!registration) return
  const { active } = await navigator.serviceWorker.ready
  if (keeping) tell(active, { type: 'keep', ...keeping })
}

/** The version that waits asks itself whether somebody is in the middle of something. */
export async function letTakeOver(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  tell(registration?.waiting ?? null, { type: 'take-over' })
}

/** There is a newer build: it is fetched, and waits. */
export async function fetchNewer(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  await registration?.update().catch(() => undefined)
}
