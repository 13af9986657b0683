import { contains } from '../canvas/box.ts'
import type { Composer } from '../composer.svelte.ts'
import type { Hand, Touch } from './hand.ts'

/** Nothing is held. */
export function idle(composer: Composer): Hand {
  return {
    name: 'idle',
    down: (touch) => {
      if (touch.button === 'middle' || touch.wantsPan) return { to: 'panning', touch }
      if (touch.button === 'other') return undefined
      if (isOnCrop(composer, touch)) return { to: 'cropping', touch }
      composer.cropping.finish()
      return touch.onHandle ? { to: 'transforming' } : { to: 'pointing', touch }
    },
  }
}

/** On the picture that is being cropped, its faint rest included. */
function isOnCrop(composer: Composer, { at }: Touch): boolean {
  const { now } = composer.cropping
  if (!now) return false
  const { placement, seen } = now
  const whole = {
    ...placement,
    widthMm: placement.widthMm / seen.width,
    heightMm: placement.heightMm / seen.height,
  }
  const turn = (placement.rotationDeg * Math.PI) / 180
  const right = (0.5 - (seen.x + seen.width / 2)) * whole.widthMm
  const down = (0.5 - (seen.y + seen.height / 2)) * whole.heightMm
  const xMm = placement.xMm + right * Math.cos(turn) - down * Math.sin(turn)
  const yMm = placement.yMm + right * Math.sin(turn) + down * Math.cos(turn)
  return contains({ ...whole, xMm, yMm }, composer.viewfinder.toWall(at))
}
