/**
 * Pictures that are really distinct: each has colours, lines and round things of its own, from its number alone. They are
 * written at every step of the ladder up to 256 px, once, and shared by all scenes as links to the same bytes.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pLimit from 'p-limit'
import sharp from 'sharp'
import { randomFrom } from '#core/layout/random.ts'

export const pictureSizesPx = [32, 64, 128, 256] as const

export interface Picture {
  readonly widthPx: number
  readonly heightPx: number
  readonly averageColour: string
  readonly renditions: readonly {
    readonly sizePx: number
    readonly widthPx: number
    readonly heightPx: number
    readonly byteSize: number
    readonly sha256: string
  }[]
}

export const picturePath = (folder: string, number: number, sizePx: number): string =>
  join(folder, `${sizePx}`, `${number}.webp`)

/** Three lengths from tall to broad, as photos, texts and drawings have them. */
const heights = [128, 96, 85, 72]

/** Makes what is not there yet of the pictures 0 … count - 1. */
export async function makePictures(folder: string, count: number): Promise<Picture[]> {
  for (const sizePx of pictureSizesPx) await mkdir(join(folder, `${sizePx}`), { recursive: true })
  const atOnce = pLimit(4)
  return Promise.all(Array.from({ length: count }, (_, number) => atOnce(() => picture(folder, number))))
}

async function picture(folder: string, number: number): Promise<Picture> {
  const { pixels, widthPx, heightPx, averageColour } = paint(number)
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const
  const renditions = []
  for (const sizePx of pictureSizesPx) {
    const path = picturePath(folder, number, sizePx)
    const size = { widthPx: sizePx, heightPx: Math.round((heightPx * sizePx) / widthPx) }
    const kept = await readFile(path).catch(() => null)
    const bytes = kept ?? (await encode(sharp(pixels, { raw }), size))
    if (!kept) await writeFile(path, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    renditions.push({ sizePx, ...size, byteSize: bytes.length, sha256 })
  }
  return { widthPx: widthPx * 2, heightPx: heightPx * 2, averageColour, renditions }
}

const encode = (
  picture: ReturnType<typeof sharp>,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
) => picture.resize(widthPx, heightPx).webp({ quality: 70, effort: 0 }).toBuffer()

/** A ground that goes from one colour to another, and a few discs and bars on it. */
function paint(number: number): Canvas & { averageColour: string } {
  const random = randomFrom(number + 1)
  const colour = () => [random() * 256, random() * 256, random() * 256] as const
  const widthPx = 128
  const heightPx = heights[number % heights.length] ?? widthPx
  const canvas: Canvas = { widthPx, heightPx, pixels: Buffer.alloc(widthPx * heightPx * 3) }
  const [from, to] = [colour(), colour()]
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const part = (x / widthPx + y / heightPx) / 2
      put(
        canvas,
        x,
        y,
        [0, 1, 2].map((at) => (from[at] ?? 0) * (1 - part) + (to[at] ?? 0) * part),
      )
    }
  for (let shape = 0; shape < 5; shape++) {
    const [atX, atY, sizePx] = [random() * widthPx, random() * heightPx, 4 + random() * 32]
    const [highPx, ink] = [random() < 0.6 ? sizePx : sizePx / 6, colour()]
    const last = { x: Math.min(atX + sizePx, widthPx - 1), y: Math.min(atY + highPx, heightPx - 1) }
    for (let y = Math.max(0, Math.ceil(atY - highPx)); y <= last.y; y++)
      for (let x = Math.max(0, Math.ceil(atX - sizePx)); x <= last.x; x++)
        if (((x - atX) / sizePx) ** 2 + ((y - atY) / highPx) ** 2 < 1) put(canvas, x, y, ink)
  }
  const sums = [0, 0, 0]
  for (let at = 0; at < canvas.pixels.length; at++)
    sums[at % 3] = (sums[at % 3] ?? 0) + (canvas.pixels[at] ?? 0)
  const hex = sums.map((sum) =>
    Math.round(sum / (widthPx * heightPx))
      .toString(16)
      .padStart(2, '0'),
  )
  return { ...canvas, averageColour: `#${hex.join('')}` }
}

interface Canvas {
  readonly widthPx: number
  readonly heightPx: number
  readonly pixels: Buffer
}

function put({ pixels, widthPx }: Canvas, x: number, y: number, colour: readonly number[]): void {
  const at = (y * widthPx + x) * 3
  for (let channel = 0; channel < 3; channel++) pixels[at + channel] = colour[channel] ?? 0
}
