/**
 * Whether somebody is at a step, on any of this browser's open pages. A service worker knows of a page only the address
 * that it began with; a lock it can see, and the browser lets go of it when the page is gone.
 */
const lockName = 'at-a-step'

/** @returns what ends it */
export function beAtWork(): () => void {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  if ('locks' in navigator) void navigator.locks.request(lockName, { mode: 'shared' }, () => ended)
  return end
}

/** Does something if nobody is at a step now; a browser that cannot tell does not do it. */
export async function unlessAtWork(locks: LockManager | undefined, act: () => Promise<void>): Promise<void> {
  await locks?.request(lockName, { ifAvailable: true }, (lock) => (lock === null ? undefined : act()))
}
