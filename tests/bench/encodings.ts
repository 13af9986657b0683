/**
 * What it costs to write a picture in one way or another, and how much is lost: processor time (others may be at work on
 * the machine), bytes, and two measures of error. What each figure means stands in `docs/benchmarks.md`.
 */
import sharp from 'sharp'
import { decodePicture } from '#api/pictures/decode.ts'
import { rawInput, type Pixels } from '#api/pictures/pixels.ts'
import { fixture, opened, readShared, sharedFiles } from '#tests/support/pictures.ts'
import type { Figures } from './benchmark.ts'
import { sizes, type Encoder, type Size } from './encodings/candidates.ts'
import { dssim, rms } from './encodings/likeness.ts'
import { table, three } from './table.ts'

const photosMax = 6
/** Smaller photos say nothing of large renditions. */
const longSideMinPx = 2048
const fixtures = ['brushes.jpg', 'dogs.jpg', 'fig.jpg', 'meadow-with-gps.jpg', 'path.jpg', 'sunrise.jpg']

interface Cost {
  readonly bytes: number
  readonly cpuMs: number
  readonly rms: number
  readonly dssim: number
}

/** Of the real ones beside the project a few that stand for all, evenly; else our own, which are smaller. */
async function realPhotos(): Promise<Buffer[]> {
  const large: string[] = []
  for (const path of sharedFiles('photos')) {
    const { width, height } = await sharp(await readShared(path)).metadata()
    if (Math.max(width, height) >= longSideMinPx) large.push(path)
  }
  const step = Math.max(1, large.length / photosMax)
  const chosen = large.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))
  return Promise.all(chosen.length > 0 ? chosen.map(readShared) : fixtures.map(fixture))
}

async function shrunk(pixels: Pixels, sidePx: number): Promise<Pixels> {
  const { data, info } = await sharp(pixels.data, rawInput(pixels))
    .resize({ width: sidePx, height: sidePx, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height }
}

async function costOf(encoder: Encoder, quality: number, pixels: Pixels): Promise<Cost> {
  const before = process.cpuUsage()
  const bytes = await encoder.write(sharp(pixels.data, rawInput(pixels)), quality).toBuffer()
  const { user, system } = process.cpuUsage(before)
  const { data, widthPx, heightPx } = await opened(bytes)
  const seen = { data: Buffer.from(data), widthPx, heightPx }
  return {
    bytes: bytes.length,
    cpuMs: (user + system) / 1000,
    rms: rms(pixels, seen),
    dssim: dssim(pixels, seen),
  }
}

function mean(costs: readonly Cost[]): Cost {
  const of = (figure: keyof Cost) => costs.reduce((sum, cost) => sum + cost[figure], 0) / costs.length
  return { bytes: of('bytes'), cpuMs: of('cpuMs'), rms: of('rms'), dssim: of('dssim') }
}

/** What it would cost with just this error, between (or a little beyond) the qualities that were measured. */
function costAt(error: 'rms' | 'dssim', wanted: number, curve: readonly Cost[]): Cost {
  const [worst, middle, best] = curve.toSorted((one, other) => other[error] - one[error])
  if (!worst || !middle || !best) throw new Error('three qualities make a curve')
  const [from, to] = wanted > middle[error] ? [worst, middle] : [middle, best]
  const along = (Math.log(wanted) - Math.log(from[error])) / (Math.log(to[error]) - Math.log(from[error]))
  const between = (figure: keyof Cost) => from[figure] * (to[figure] / from[figure]) ** along
  return { bytes: between('bytes'), cpuMs: between('cpuMs'), rms: between('rms'), dssim: between('dssim') }
}

async function measure(
  size: Size,
  photos: readonly Pixels[],
): Promise<ReadonlyMap<Encoder, readonly Cost[]>> {
  const pictures = await Promise.all(photos.map((photo) => shrunk(photo, size.longSidePx)))
  const curves = new Map<Encoder, readonly Cost[]>()
  for (const encoder of size.encoders) {
    // The first of a kind also pays for what is set up once.
    await costOf(encoder, 50, await shrunk(pictures[0] ?? raiseNoPhoto(), 32))
    const curve: Cost[] = []
    for (const quality of encoder.qualities) {
      const costs: Cost[] = []
      for (const picture of pictures) costs.push(await costOf(encoder, quality, picture))
      curve.push(mean(costs))
    }
    curves.set(encoder, curve)
  }
  return curves
}

function raiseNoPhoto(): never {
  throw new Error('there are no photos')
}

export async function run(say: (lines: string) => void): Promise<Figures> {
  sharp.concurrency(1)
  const photos: Pixels[] = []
  for (const bytes of await realPhotos()) photos.push(await decodePicture(bytes))
  const megapixels = photos.reduce((sum, { widthPx, heightPx }) => sum + (widthPx * heightPx) / 1e6, 0)
  say(`${photos.length} photos of ${three(megapixels / photos.length)} megapixels, means.`)

  const figures: Record<string, number> = { photos: photos.length }
  for (const size of sizes) {
    const curves = [...(await measure(size, photos))]
    const [encoder, curve] = curves.find(([{ name }]) => name === size.written.encoder) ?? raiseNoPhoto()
    const written = curve[encoder.qualities.indexOf(size.written.quality)] ?? raiseNoPhoto()
    const rows = curves.map(([{ name }, curve]) => {
      const [sameDssim, sameRms] = [costAt('dssim', written.dssim, curve), costAt('rms', written.rms, curve)]
      const key = `${name.replace(/\W+/g, '')}${size.name.replace(/^m/, 'M')}`
      figures[`${key}BytesRatio`] = sameDssim.bytes / written.bytes
      figures[`${key}CpuRatio`] = sameDssim.cpuMs / written.cpuMs
      return [
        name,
        ...[sameDssim.bytes / 1000, sameDssim.cpuMs, sameDssim.bytes / written.bytes].map(three),
        ...[
          sameDssim.cpuMs / written.cpuMs,
          sameRms.bytes / written.bytes,
          sameRms.cpuMs / written.cpuMs,
        ].map(three),
      ]
    })
    const { rms, dssim } = written
    say(
      table(
        `${size.name}: as good as ${encoder.name}, quality ${size.written.quality} (DSSIM ${three(dssim)} ‰, RMS ${three(rms)})`,
        [['', 'kB', 'CPU ms', 'bytes ÷', 'CPU ÷', 'bytes ÷ (RMS)', 'CPU ÷ (RMS)'], ...rows],
      ),
    )
  }
  return figures
}
