import type { Composer } from '../composer.svelte.ts'
import { between, distance, type Hand, type Touch } from './hand.ts'

/** The picture is moved and, with two fingers, enlarged behind its place. Pressing beside the picture ends it. */
export function cropping(composer: Composer, start: Touch): Hand {
  const fingers = new Map([[start.pointer, start]])
  return {
    name: 'cropping',
    down: (second) => {
      fingers.set(second.pointer, second)
      return undefined
    },
    move: (touch) => {
      const before = fingers.get(touch.pointer)
      const { now } = composer.cropping
      if (!before || !now) return undefined
      const still = [...fingers.values()].find(({ pointer }) => pointer !== touch.pointer)
      fingers.set(touch.pointer, touch)
      if (still) {
        const apart = distance(before.at, still.at)
        if (apart > 1) composer.cropping.zoom(distance(touch.at, still.at) / apart)
        return undefined
      }
      const { placement, seen } = now
      const { x, y } = between(before.at, touch.at)
      const turn = (-placement.rotationDeg * Math.PI) / 180
      const along = x * Math.cos(turn) - y * Math.sin(turn)
      const across = x * Math.sin(turn) + y * Math.cos(turn)
      const { pxPerMm } = composer.viewfinder.camera
      composer.cropping.move(
        (-along / (placement.widthMm * pxPerMm)) * seen.width,
        (-across / (placement.heightMm * pxPerMm)) * seen.height,
      )
      return undefined
    },
    up: (touch) => {
      fingers.delete(touch.pointer)
      return fingers.size === 0 ? { to: 'idle' } : undefined
    },
    cancel: () => composer.cropping.cancel(),
  }
}
