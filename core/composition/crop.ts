/**
 * What of a picture is seen in a place. A picture is never distorted and always covers its place:
 *
 *     ┌──────────────────────┐ picture
 *     │   ┌──────────────┐   │
 *     │   │░░┌────────┐░░│   │  crop: the part that may be seen
 *     │   │░░│ seen   │░░│   │  seen: as much of it as has the proportions of the place, from its middle
 *     │   │░░└────────┘░░│   │
 *     │   └──────────────┘   │
 *     └──────────────────────┘
 *
 * Parts are 0 … 1 of the picture's sides; an aspect is width ÷ height.
 */
import type { Box } from '../contract/geometry.ts'
import { cropLeast, type Crop } from '../contract/look.ts'

const whole: Crop = { x: 0, y: 0, width: 1, height: 1 }

/** The part of the picture that is seen in a place of proportions `placeAspect`. */
export function seenPart(pictureAspect: number, placeAspect: number, crop: Crop = whole): Crop {
  const cropAspect = (pictureAspect * crop.width) / crop.height
  const width = crop.width * Math.min(1, placeAspect / cropAspect)
  const height = crop.height * Math.min(1, cropAspect / placeAspect)
  return { x: crop.x + (crop.width - width) / 2, y: crop.y + (crop.height - height) / 2, width, height }
}

/** The same proportions but for what rounding does; nobody sees the difference. */
export function isSameAspect(one: number, other: number): boolean {
  return Math.abs(one / other - 1) < 0.01
}

/** The largest box of proportions `aspect` in the middle of another, turned as that is. */
export function fittedInto({ xMm, yMm, widthMm, heightMm, rotationDeg }: Box, aspect: number): Box {
  const fitted = Math.min(widthMm, heightMm * aspect)
  return { xMm, yMm, widthMm: fitted, heightMm: fitted / aspect, rotationDeg }
}

/**
 * Where a piece is seen: in its whole place if it may be altered, else in as much of it as has the picture's
 * proportions, so that nothing of it is ever cut off.
 */
export function boxShown(box: Box, pictureAspect: number, mayBeAltered: boolean): Box {
  return mayBeAltered || isSameAspect(box.widthMm / box.heightMm, pictureAspect)
    ? box
    : fittedInto(box, pictureAspect)
}

/** Comes closer (factor over 1) or goes back, about the middle of what is seen, as far as there is picture. */
export function zoomedCrop(seen: Crop, factor: number, pictureAspect: number, placeAspect: number): Crop {
  const largest = seenPart(pictureAspect, placeAspect)
  const least = cropLeast / Math.min(largest.width, largest.height)
  const size = Math.min(1, Math.max(least, seen.width / largest.width / factor))
  const [width, height] = [largest.width * size, largest.height * size]
  return inside({
    x: seen.x + (seen.width - width) / 2,
    y: seen.y + (seen.height - height) / 2,
    width,
    height,
  })
}

/** Moves what is seen over the picture, by parts of the picture's sides, as far as there is picture. */
export function movedCrop(seen: Crop, x: number, y: number): Crop {
  return inside({ ...seen, x: seen.x + x, y: seen.y + y })
}

/** How much closer than the largest part that fits the place: 1 is as far away as it goes. */
export function closenessOf(seen: Crop, pictureAspect: number, placeAspect: number): number {
  return seenPart(pictureAspect, placeAspect).width / seen.width
}

const inside = ({ x, y, width, height }: Crop): Crop => ({
  x: Math.min(Math.max(x, 0), 1 - width),
  y: Math.min(Math.max(y, 0), 1 - height),
  width,
  height,
})

/** With four decimals for the log; `null` where nothing is cut off that the place would not cut off by itself. */
export function cropToKeep(seen: Crop, pictureAspect: number, placeAspect: number): Crop | null {
  const usual = seenPart(pictureAspect, placeAspect)
  const isUsual = (['x', 'y', 'width', 'height'] as const).every(
    (side) => Math.abs(seen[side] - usual[side]) < 0.0005,
  )
  if (isUsual) return null
  const round = (value: number) => Math.round(value * 10_000) / 10_000
  return {
    x: round(seen.x),
    y: round(seen.y),
    width: Math.max(cropLeast, round(seen.width)),
    height: Math.max(cropLeast, round(seen.height)),
  }
}
