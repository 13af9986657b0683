/** What stands where no piece is shown: a marigold where one was taken down, a quiet field where one is not for this face. */
import sharp from 'sharp'
import { inkOn, marigoldLineUnits, marigoldPetals, marigoldPlaceUnits } from '#core/element/marigold.ts'
import type { Parallelogram } from '#core/tiles/pyramid.ts'
import type { Raster } from './sample.ts'

/** The marigold in the middle of its place. */
export function drawMarigold(place: Parallelogram, background: string): Promise<Raster> {
  const petals = marigoldPetals.map(
    ({ path, turnDeg, fill }) =>
      `<path transform="rotate(${turnDeg.toFixed(2)})" fill="${fill}" d="${path}"/>`,
  )
  return drawn(place, (width, height) => {
    const scale = Math.min(width, height) / marigoldPlaceUnits
    return `<g transform="translate(${width / 2} ${height / 2}) scale(${scale})"
      stroke="${inkOn(background)}" stroke-linejoin="round" stroke-linecap="round"
      ><g stroke-width="${marigoldLineUnits}">${petals.join('')}</g></g>`
  })
}

/** The ground a shade nearer to ink (or to light), so that the place is felt and nothing is said. */
export function drawQuiet(place: Parallelogram, background: string): Promise<Raster> {
  return drawn(place, (width, height) => {
    const tone = inkOn(background)
    return `<rect width="${width}" height="${height}" fill="${tone}" fill-opacity="0.07"/>`
  })
}

/** Rasters by size, for a publication draws the same few again and again. */
const kept = new Map<string, Promise<Raster>>()
const keptMax = 24
const longestPx = 2048

/** Drawn in the proportions of its place, and in steps of doubling, so that few are drawn and none is enlarged. */
function drawn(place: Parallelogram, inside: (width: number, height: number) => string): Promise<Raster> {
  const width = Math.hypot(place.ux, place.uy)
  const height = Math.hypot(place.vx, place.vy)
  const long = Math.max(width, height)
  const scale = Math.min(longestPx, 2 ** Math.ceil(Math.log2(Math.max(16, long)))) / long
  const widthPx = Math.max(1, Math.round(width * scale))
  const heightPx = Math.max(1, Math.round(height * scale))
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">` +
    `${inside(widthPx, heightPx)}</svg>`
  const known = kept.get(svg)
  if (known) return known
  const raster = sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .then(({ data, info }): Raster => ({ data, widthPx: info.width, heightPx: info.height, channels: 4 }))
  kept.set(svg, raster)
  for (const oldest of kept.keys()) {
    if (kept.size <= keptMax) break
    kept.delete(oldest)
  }
  return raster
}
