/** The door of the curator's room: who is not signed in is shown to the sign-in page, and back again afterwards. */
import { error, redirect } from '@sveltejs/kit'
import { Problem } from '#core/contract/problems.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'

const door = '/kurator/log-ind'

/** Only ways into the curator's own room: a link from elsewhere cannot send anybody away through the door. */
export function wayIn(wanted: string | null): string {
  return wanted !== null && /^\/kurator(\/[a-z0-9/-]*)?(\?[\w=&-]*)?$/.test(wanted) ? wanted : '/kurator'
}

/**
 * Waits for what only a curator may have. A problem becomes the page it deserves: the sign-in page, or an error
 * page with its sentence.
 */
export async function forCurator<T>(url: URL, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    if (failure.type === 'sign-in-needed')
      redirect(303, `${door}?til=${encodeURIComponent(url.pathname + url.search)}`)
    error(failure.status, sentenceOf(failure))
  }
}

/**
 * Waits for what a form action asked for. A problem is handed back, to be told beside the form; only a session that
 * has ended leads to the door.
 */
export async function answered<T>(url: URL, answer: Promise<T>): Promise<T | Problem> {
  try {
    return await answer
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    if (failure.type === 'sign-in-needed') return forCurator(url, Promise.reject(failure))
    return failure
  }
}
