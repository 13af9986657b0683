import type { Hand } from './hand.ts'

/** Nothing is held. */
export function idle(): Hand {
  return {
    name: 'idle',
    down: (touch) => {
      if (touch.button === 'middle' || touch.wantsPan) return { to: 'panning', touch }
      if (touch.button === 'other') return undefined
      return touch.onHandle ? { to: 'transforming' } : { to: 'pointing', touch }
    },
  }
}
