import type { Told } from '#lib/offline/asked.ts'

/**
 * Whether this is the house's tablet, which many people use one after the other: then nothing of one stays for the
 * next. Remembered in the browser itself, with the code of the entrance that it stands at. A personal phone is never
 * taken for one: there a slow person's draft would be lost.
 */
const shelf = 'husets-tablet'
/** That somebody has begun at the start page. Gone with the person, so that Back finds no step to stand on. */
const person = 'er-i-gang'

/** Storage can be shut off; then nothing is remembered at all. */
function kept(storage: () => Storage): Storage | null {
  try {
    return storage()
  } catch {
    return null
  }
}
const long = (): Storage | null => kept(() => localStorage)
const short = (): Storage | null => kept(() => sessionStorage)

/** The code of the entrance that the house's tablet stands at; null on every other device. */
export const tabletCode = (): string | null => long()?.getItem(shelf) ?? null

export const beTablet = (code: string): void => long()?.setItem(shelf, code)

export const beNoTablet = (): void => long()?.removeItem(shelf)

export const personBegins = (): void => short()?.setItem(person, 'ja')

export const hasPersonBegun = (): boolean => short()?.getItem(person) === 'ja'

/** The chosen language, as `vite.config.ts` names it. */
const languageCookie = 'sprog'

/**
 * Loads the start page anew, so that nothing that the last page held in its memory is left, neither its language nor
 * what the service worker has kept of what was heard.
 */
export function leavePage(start: string): void {
  short()?.clear()
  document.cookie = `${languageCookie}=; path=/; max-age=0`
  if ('serviceWorker' in navigator)
    navigator.serviceWorker.controller?.postMessage({ type: 'wipe' } satisfies Told)
  location.replace(start)
}
