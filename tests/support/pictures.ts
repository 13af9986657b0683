/** Pictures for tests: our fixtures, test data beside the project where it exists, and a few made on the spot. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { differenceCiede2000 } from 'culori'
import sharp, { type Sharp } from 'sharp'
import { deltaEOk, linear, linearToOklab } from '#core/colour/oklab.ts'

const root = resolve(import.meta.dirname, '../..')

export function fixture(name: string): Promise<Buffer> {
  return readFile(join(root, 'tests/fixtures', name))
}

/** Folder of test data that is not part of the project; tests say how many files of it they covered, often none. */
const sharedRoot = process.env['SHARED_DATA'] ?? resolve(root, '../shared/data')

/** Paths of the files in one folder of the shared test data, relative to it; none where there is no such data. */
export function sharedFiles(folder: string): readonly string[] {
  const path = join(sharedRoot, folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(sharedRoot.length + 1))
    .toSorted()
}

export function readShared(path: string): Promise<Buffer> {
  return readFile(join(sharedRoot, path))
}

export interface Rgb {
  readonly data: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** A picture whose eight turnings all differ: four colours, a dark bar along the top, a bright spot near one corner. */
export function testPattern(widthPx: number, heightPx: number): Rgb & { data: Buffer } {
  const data = Buffer.alloc(widthPx * heightPx * 3)
  const corners = [
    [216, 72, 58],
    [255, 176, 0],
    [60, 140, 90],
    [45, 109, 181],
  ]
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const quarter = (y * 2 < heightPx ? 0 : 2) + (x * 2 < widthPx ? 0 : 1)
      const spot = Math.hypot(x / widthPx - 0.2, y / heightPx - 0.3) < 0.1
      const bar = y / heightPx < 0.12 && x / widthPx > 0.3
      const colour = spot ? [250, 245, 230] : bar ? [20, 33, 61] : (corners[quarter] ?? [])
      data.set(colour, (y * widthPx + x) * 3)
    }
  }
  return { data, widthPx, heightPx }
}

/** sharp, holding a test pattern, ready to be written in any format. */
export function patternImage(widthPx = 240, heightPx = 160): Sharp {
  return sharp(testPattern(widthPx, heightPx).data, {
    raw: { width: widthPx, height: heightPx, channels: 3 },
  })
}

/**
 * Mean difference of colour between two pictures of the same proportions, seen at 64 px. In ΔE OK, on whose scale black to white
 * is 1, not 100: below 0.01 they look alike, above 0.1 they are others. For the scale of CIELAB, pixel by pixel, there is
 * `differences2000`.
 */
export async function meanDifference(one: Rgb, other: Rgb): Promise<number> {
  const seen = (picture: Rgb) =>
    sharp(picture.data, { raw: { width: picture.widthPx, height: picture.heightPx, channels: 3 } })
      .resize(64, 64, { fit: 'fill', kernel: 'linear' })
      .raw()
      .toBuffer()
  const [a, b] = await Promise.all([seen(one), seen(other)])
  let sum = 0
  for (let at = 0; at < a.length; at += 3) sum += deltaEOk(colourAt(a, at), colourAt(b, at))
  return (sum * 3) / a.length
}

const ciede2000 = differenceCiede2000()

/**
 * The difference of colour in each pixel of two pictures of one size, by CIEDE2000 (CIE 142-2001), on the scale of CIELAB: black to
 * white is 100, and about 1 is just noticed.
 */
export function differences2000(one: Rgb, other: Rgb): Float64Array {
  if (one.widthPx !== other.widthPx || one.heightPx !== other.heightPx)
    throw new RangeError('pictures of two sizes have no pixels in common')
  const known = new Map<string, number>()
  return Float64Array.from({ length: one.widthPx * one.heightPx }, (_, pixel) => {
    const [a, b] = [one, other].map(({ data }) => data.subarray(pixel * 3, pixel * 3 + 3))
    const pair = `${a?.join()} ${b?.join()}`
    const before = known.get(pair)
    if (before !== undefined) return before
    const difference = ciede2000(rgbOf(a), rgbOf(b))
    known.set(pair, difference)
    return difference
  })
}

function rgbOf(pixel: Uint8Array | undefined) {
  const [r = 0, g = 0, b = 0] = pixel ?? []
  return { mode: 'rgb' as const, r: r / 255, g: g / 255, b: b / 255 }
}

function colourAt(data: Uint8Array, at: number) {
  const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3)
  return linearToOklab({ r: linear(r), g: linear(g), b: linear(b) })
}

/** Encoded bytes to pixels, by sharp alone. */
export async function opened(bytes: Uint8Array): Promise<Rgb> {
  const { data, info } = await sharp(bytes)
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height }
}

/** Says of pixels what they are in few letters: two that are said alike are alike to the last of them. */
export function sayPixels({ data, widthPx, heightPx }: Rgb): string {
  return `${widthPx} × ${heightPx}, ${createHash('sha256').update(data).digest('hex')}`
}
