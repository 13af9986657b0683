/** A sheet that was photographed from the side, as if from right above. */
import { mapPoint, squareToQuad } from './homography.ts'
import type { Point, Quad } from './quad.ts'

/** 8-bit sRGB, three bytes a pixel, row by row from the upper left. */
export interface RgbPixels {
  readonly data: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

export interface SizePx {
  readonly widthPx: number
  readonly heightPx: number
}

const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1])

/** The longer one of two opposite sides lay nearer to the camera: it has the most to show. */
export function straightenedSize(quad: Quad, { widthPx, heightPx }: SizePx, sidePxMax = 6000): SizePx {
  const inPixels = ([x, y]: Point): Point => [x * widthPx, y * heightPx]
  const [a, b, c, d] = [inPixels(quad[0]), inPixels(quad[1]), inPixels(quad[2]), inPixels(quad[3])]
  const across = Math.max(distance(a, b), distance(d, c))
  const down = Math.max(distance(a, d), distance(b, c))
  const scale = Math.min(1, sidePxMax / Math.max(across, down))
  return {
    widthPx: Math.max(1, Math.round(across * scale)),
    heightPx: Math.max(1, Math.round(down * scale)),
  }
}

/** Where a photo is seen more finely than it is shown, a pixel is the mean of up to so many samples squared. */
const samplesMax = 3

/** How many pixels of the photo lie behind one of the result, where it is most. */
function densest(quad: Quad, photo: SizePx, result: SizePx): number {
  const homography = squareToQuad(quad)
  const at = (u: number, v: number): Point => {
    const [x, y] = mapPoint(homography, [u, v])
    return [x * photo.widthPx, y * photo.heightPx]
  }
  const across = 1 / result.widthPx
  const down = 1 / result.heightPx
  // The mapping is steepest in a corner.
  const steps = [0, 1].flatMap((u) =>
    [0, 1].flatMap((v) => {
      const here = at(u, v)
      return [distance(here, at(Math.abs(u - across), v)), distance(here, at(u, Math.abs(v - down)))]
    }),
  )
  return Math.max(...steps)
}

/**
 * Bilinear, from as many samples as the steepest place of the photo asks for, so that nothing fine becomes a pattern.
 * @param quad a sheet (`isSheet`), in shares of the photo
 */
export function straighten(photo: RgbPixels, quad: Quad, sidePxMax = 6000): RgbPixels {
  const size = straightenedSize(quad, photo, sidePxMax)
  const samples = Math.min(samplesMax, Math.max(1, Math.ceil(densest(quad, photo, size) - 0.3)))
  const data = new Uint8Array(size.widthPx * size.heightPx * 3)
  const [a, b, c, d, e, f, g, h, i] = squareToQuad(quad)
  const { data: source, widthPx, heightPx } = photo
  const lastX = widthPx - 1
  const lastY = heightPx - 1
  const stepU = 1 / (size.widthPx * samples)
  const stepV = 1 / (size.heightPx * samples)
  const share = 1 / (samples * samples)
  let to = 0
  for (let row = 0; row < size.heightPx; row++) {
    for (let column = 0; column < size.widthPx; column++) {
      let red = 0
      let green = 0
      let blue = 0
      for (let down = 0; down < samples; down++) {
        const v = (row * samples + down + 0.5) * stepV
        for (let across = 0; across < samples; across++) {
          const u = (column * samples + across + 0.5) * stepU
          const w = g * u + h * v + i
          // A pixel's colour is that of its middle.
          const x = Math.min(lastX, Math.max(0, ((a * u + b * v + c) / w) * widthPx - 0.5))
          const y = Math.min(lastY, Math.max(0, ((d * u + e * v + f) / w) * heightPx - 0.5))
          const left = Math.floor(x)
          const upper = Math.floor(y)
          const right = left < lastX ? 3 : 0
          const below = upper < lastY ? widthPx * 3 : 0
          const at = (upper * widthPx + left) * 3
          const partX = x - left
          const partY = y - upper
          const ul = (1 - partX) * (1 - partY)
          const ur = partX * (1 - partY)
          const ll = (1 - partX) * partY
          const lr = partX * partY
          red += mix(source, at, right, below, ul, ur, ll, lr)
          green += mix(source, at + 1, right, below, ul, ur, ll, lr)
          blue += mix(source, at + 2, right, below, ul, ur, ll, lr)
        }
      }
      data[to] = red * share + 0.5
      data[to + 1] = green * share + 0.5
      data[to + 2] = blue * share + 0.5
      to += 3
    }
  }
  return { data, ...size }
}

function mix(
  source: Uint8Array,
  at: number,
  right: number,
  below: number,
  ul: number,
  ur: number,
  ll: number,
  lr: number,
): number {
  return (
    (source[at] ?? 0) * ul +
    (source[at + right] ?? 0) * ur +
    (source[at + below] ?? 0) * ll +
    (source[at + below + right] ?? 0) * lr
  )
}
