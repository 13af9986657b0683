/**
 * Lays a picture into a tile, turned and scaled. Every pixel follows from its own place in the work alone, so what is
 * drawn in two tiles meets without a seam.
 */
import { seenPart } from '#core/composition/crop.ts'
import type { Crop } from '#core/contract/look.ts'
import type { Parallelogram } from '#core/tiles/pyramid.ts'

/** Eight bits a channel; four channels have alpha, not premultiplied. */
export interface Raster {
  readonly data: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
  readonly channels: 3 | 4
}

/** Past this many samples a side nothing is gained; the ladder keeps pictures within twice the size they are seen at. */
const samplesMax = 8

/**
 * Draws `picture`, or a `part` of it, over `tile` (three channels). It covers the parallelogram, centred, without distortion. Bilinear; where the
 * picture is larger than the place, several samples a pixel. Edges of a turned picture are smoothed over one pixel.
 */
export function layIn(tile: Raster, picture: Raster, place: Parallelogram, part?: Crop): void {
  const { x, y, ux, uy, vx, vy } = place
  const area = ux * vy - uy * vx
  const width = Math.hypot(ux, uy)
  const height = Math.hypot(vx, vy)
  if (Math.abs(area) < 1e-9) return

  // How much of the picture is seen: as much as has the proportions of the place, from its middle.
  const seen = seenPart(picture.widthPx / picture.heightPx, width / height, part)
  const seenWidth = seen.width * picture.widthPx
  const seenHeight = seen.height * picture.heightPx
  const seenLeft = seen.x * picture.widthPx
  const seenTop = seen.y * picture.heightPx
  const samples = Math.min(samplesMax, Math.max(1, Math.ceil(seenWidth / width - 0.05)))

  // Steps in the picture, along and across it, for one pixel to the right and one down in the tile.
  const alongX = vy / area
  const alongY = -vx / area
  const acrossX = -uy / area
  const acrossY = ux / area
  // Between opposite edges, in pixels of the tile: for smoothing them.
  const between = { u: Math.abs(area) / height, v: Math.abs(area) / width }

  const xs = [x, x + ux, x + vx, x + ux + vx]
  const ys = [y, y + uy, y + vy, y + uy + vy]
  const left = Math.max(0, Math.floor(Math.min(...xs) - 0.5))
  const right = Math.min(tile.widthPx, Math.ceil(Math.max(...xs) + 0.5))
  const top = Math.max(0, Math.floor(Math.min(...ys) - 0.5))
  const bottom = Math.min(tile.heightPx, Math.ceil(Math.max(...ys) + 0.5))

  const colour = new Float64Array(4)
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const dx = column + 0.5 - x
      const dy = row + 0.5 - y
      const along = dx * alongX + dy * alongY
      const across = dx * acrossX + dy * acrossY
      const cover = covered(along, between.u) * covered(across, between.v)
      if (cover === 0) continue
      colour.fill(0)
      for (let sy = 0; sy < samples; sy++) {
        for (let sx = 0; sx < samples; sx++) {
          const offsetX = (sx + 0.5) / samples - 0.5
          const offsetY = (sy + 0.5) / samples - 0.5
          addSample(
            colour,
            picture,
            seenLeft + (along + offsetX * alongX + offsetY * alongY) * seenWidth - 0.5,
            seenTop + (across + offsetX * acrossX + offsetY * acrossY) * seenHeight - 0.5,
          )
        }
      }
      blend(tile, (row * tile.widthPx + column) * 3, colour, cover / (samples * samples))
    }
  }
}

/** How much of a pixel lies between two edges: 0 … 1, for its middle at `part` of the way, `sidePx` apart. */
function covered(part: number, sidePx: number): number {
  const inside = Math.min(part, 1 - part) * sidePx + 0.5
  return inside <= 0 ? 0 : inside >= 1 ? 1 : inside
}

/** Adds one bilinear sample to `colour`: r, g, b times alpha, and alpha, each 0 … 255. */
function addSample(colour: Float64Array, picture: Raster, x: number, y: number): void {
  const { data, widthPx, heightPx, channels } = picture
  const px = Math.max(0, Math.min(widthPx - 1, x))
  const py = Math.max(0, Math.min(heightPx - 1, y))
  const x0 = Math.floor(px)
  const y0 = Math.floor(py)
  const fx = px - x0
  const fy = py - y0
  const stepX = x0 + 1 < widthPx ? channels : 0
  const stepY = y0 + 1 < heightPx ? widthPx * channels : 0
  const at = (y0 * widthPx + x0) * channels
  addCorner(colour, data, at, channels, (1 - fx) * (1 - fy))
  if (fx > 0) addCorner(colour, data, at + stepX, channels, fx * (1 - fy))
  if (fy > 0) addCorner(colour, data, at + stepY, channels, (1 - fx) * fy)
  if (fx > 0 && fy > 0) addCorner(colour, data, at + stepX + stepY, channels, fx * fy)
}

function addCorner(
  colour: Float64Array,
  data: Uint8Array,
  at: number,
  channels: 3 | 4,
  weight: number,
): void {
  const alpha = channels === 3 ? weight : (weight * (data[at + 3] ?? 0)) / 255
  colour[0] = (colour[0] ?? 0) + (data[at] ?? 0) * alpha
  colour[1] = (colour[1] ?? 0) + (data[at + 1] ?? 0) * alpha
  colour[2] = (colour[2] ?? 0) + (data[at + 2] ?? 0) * alpha
  colour[3] = (colour[3] ?? 0) + alpha
}

/** `share` turns the sum of samples into their mean, and lets the ground through where the edge is. */
function blend(tile: Raster, at: number, colour: Float64Array, share: number): void {
  const ground = 1 - (colour[3] ?? 0) * share
  for (let channel = 0; channel < 3; channel++) {
    const value = (tile.data[at + channel] ?? 0) * ground + (colour[channel] ?? 0) * share
    tile.data[at + channel] = Math.min(255, value + 0.5)
  }
}
