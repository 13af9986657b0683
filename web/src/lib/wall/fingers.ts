/** Whether a visitor holds the picture: a finger, a pen or a pressed mouse button. */
export interface Fingers {
  /** Resolves when nobody holds it, at once if nobody does. */
  readonly gone: () => Promise<void>
  readonly stop: () => void
}

export function watchFingers(element: HTMLElement): Fingers {
  const down = new Set<number>()
  let waiting: (() => void)[] = []
  const listening = new AbortController()
  const { signal } = listening

  const lift = ({ pointerId }: PointerEvent) => {
    down.delete(pointerId)
    if (down.size > 0) return
    for (const go of waiting) go()
    waiting = []
  }
  element.addEventListener('pointerdown', ({ pointerId }) => down.add(pointerId), { capture: true, signal })
  // A finger may be lifted outside the picture, and a system gesture takes it away without lifting it.
  window.addEventListener('pointerup', lift, { capture: true, signal })
  window.addEventListener('pointercancel', lift, { capture: true, signal })
  return {
    gone: () => (down.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    stop: () => listening.abort(),
  }
}
