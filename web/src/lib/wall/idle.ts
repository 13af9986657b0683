/**
 * Whether somebody is at the wall. After a minute without a touch it asks; after a quarter of a minute without an
 * answer it rests, and everything begins anew for the next visitor (ux.md, V5).
 */

export type Presence = 'resting' | 'here' | 'asked'

export const askAfterMs = 60_000
export const restAfterMs = 15_000

export interface Idle {
  /** Somebody touched, typed or pointed. */
  readonly touch: () => void
  readonly stop: () => void
}

export function watchPresence(onChange: (presence: Presence) => void): Idle {
  let presence: Presence = 'resting'
  let timer: ReturnType<typeof setTimeout> | undefined

  function become(next: Presence): void {
    if (next === presence) return
    presence = next
    onChange(next)
  }

  return {
    touch() {
      clearTimeout(timer)
      become('here')
      timer = setTimeout(() => {
        become('asked')
        timer = setTimeout(() => become('resting'), restAfterMs)
      }, askAfterMs)
    },
    stop: () => clearTimeout(timer),
  }
}
