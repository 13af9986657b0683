/**
 * Keeps the screen lit while something large is sent: a phone that goes to sleep stops sending. Where a browser has no
 * such thing, or does not give it (a low battery), the work goes on without.
 */
interface Sight {
  readonly visibilityState: DocumentVisibilityState
  addEventListener(type: 'visibilitychange', hear: () => void): void
  removeEventListener(type: 'visibilitychange', hear: () => void): void
}

/** @param lamp null where there is none */
export async function awakeWhile<T>(
  work: () => Promise<T>,
  lamp: Pick<WakeLock, 'request'> | null = 'wakeLock' in navigator ? navigator.wakeLock : null,
  page?: Sight,
): Promise<T> {
  if (lamp === null) return work()
  const sight = page ?? document
  let isDone = false
  let lit: Pick<WakeLockSentinel, 'release'> | null = null
  const out = (): void => {
    void lit?.release().catch(() => undefined)
    lit = null
  }
  const light = async (): Promise<void> => {
    if (sight.visibilityState !== 'visible') return
    out()
    lit = await lamp.request('screen').catch(() => null)
    if (isDone) out()
  }
  // The browser puts it out when the page is not seen.
  const again = (): void => void light()
  sight.addEventListener('visibilitychange', again)
  again()
  try {
    return await work()
  } finally {
    isDone = true
    sight.removeEventListener('visibilitychange', again)
    out()
  }
}
