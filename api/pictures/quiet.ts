/** What stands where no piece is shown: a marigold where one was taken down, a quiet field where one is not for this face. */
import sharp from 'sharp'
import { hexToOklab } from '#core/colour/oklab.ts'
import type { Parallelogram } from '#core/tiles/pyramid.ts'
import type { Raster } from './sample.ts'

const ink = '#14213d'
const light = '#f7f3e8'
const marigold = '#ffb000'
const marigoldDeep = '#f08c00'

/** A marigold drawn in ink lines, in the middle of its place. Where the ground is dark the lines are light. */
export function drawMarigold(place: Parallelogram, background: string): Promise<Raster> {
  return drawn(place, (width, height) => {
    const size = Math.min(width, height)
    const line = hexToOklab(background).L < 0.5 ? light : ink
    return `<g transform="translate(${width / 2} ${height / 2}) scale(${size / 1000})"
      stroke="${line}" stroke-linejoin="round" stroke-linecap="round">${flower()}</g>`
  })
}

/** The ground a shade nearer to ink (or to light), so that the place is felt and nothing is said. */
export function drawQuiet(place: Parallelogram, background: string): Promise<Raster> {
  return drawn(place, (width, height) => {
    const tone = hexToOklab(background).L < 0.5 ? light : ink
    return `<rect width="${width}" height="${height}" fill="${tone}" fill-opacity="0.07"/>`
  })
}

/** Rings of petals from the outside in, each a little turned against the last: drawn about 0, 0, about 800 across. */
function flower(): string {
  const rings = [
    { petals: 13, from: 140, to: 395, wide: 168, turn: 0, fill: marigold },
    { petals: 11, from: 90, to: 300, wide: 146, turn: 14, fill: marigold },
    { petals: 8, from: 45, to: 205, wide: 122, turn: 5, fill: marigoldDeep },
    { petals: 5, from: 8, to: 112, wide: 92, turn: 30, fill: marigoldDeep },
  ]
  const petals = rings.flatMap(({ petals, from, to, wide, turn, fill }) =>
    Array.from({ length: petals }, (_, i) => {
      // No two petals are alike, and always the same ones are not.
      const lean = Math.sin(i * 2.4 + turn) * 3
      const reach = to * (1 + 0.05 * Math.sin(i * 1.7 + turn))
      const angle = turn + (i * 360) / petals + lean
      return `<path transform="rotate(${angle.toFixed(2)})" fill="${fill}" d="${petal(from, reach, wide)}"/>`
    }),
  )
  return `<g stroke-width="13">${petals.join('')}</g>`
}

/** One petal pointing up, its edge in three waves as a marigold's is. */
function petal(from: number, to: number, wide: number): string {
  const w = wide / 2
  const shoulder = -to + wide * 0.28
  return [
    `M0 ${-from}`,
    `C${-w * 0.5} ${-from - 10} ${-w} ${shoulder + 60} ${-w} ${shoulder}`,
    `Q${-w * 0.95} ${-to + 4} ${-w * 0.42} ${-to + 6}`,
    `Q0 ${-to - wide * 0.16} ${w * 0.42} ${-to + 6}`,
    `Q${w * 0.95} ${-to + 4} ${w} ${shoulder}`,
    `C${w} ${shoulder + 60} ${w * 0.5} ${-from - 10} 0 ${-from}Z`,
  ].join('')
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
