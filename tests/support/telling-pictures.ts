/** Pictures of every kind that a phone sends, each of which tells more than it shows: `Kolding`, or what a real camera wrote. */
import { fixture, patternImage } from './pictures.ts'

export const told = 'Kolding'

const made = () =>
  patternImage(48, 32)
    .withExif({ IFD0: { Artist: told } })
    .withMetadata({ orientation: 6 })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${told}</x:xmpmeta>`)

/** What a phone hangs on behind the picture: a few seconds of film, a second picture. */
const hungOn = Buffer.from(`a film of ${told}`)

/** A JPEG in which a second picture and a remark are announced before the first, and a film follows. */
async function withAllThatPhonesAdd(): Promise<Buffer> {
  const jpeg = await made().jpeg().toBuffer()
  const segment = (code: number, words: string) =>
    Buffer.concat([Buffer.from([0xff, code, 0, words.length + 2]), Buffer.from(words, 'latin1')])
  return Buffer.concat([
    jpeg.subarray(0, 2),
    segment(0xe2, `MPF\0a second picture of ${told}`),
    segment(0xfe, `taken in ${told}`),
    jpeg.subarray(2),
    hungOn,
  ])
}

export const tellingPictures = new Map<string, () => Promise<Buffer>>([
  ['JPEG', () => fixture('meadow-with-gps.jpg')],
  ['small JPEG', () => made().jpeg().toBuffer()],
  ['JPEG with all that phones add', withAllThatPhonesAdd],
  ['PNG', () => fixture('apple.png')],
  ['small PNG', () => made().png().toBuffer()],
  ['PNG with something behind it', async () => Buffer.concat([await made().png().toBuffer(), hungOn])],
  ['WebP', () => made().webp().toBuffer()],
  ['WebP with alpha', () => made().ensureAlpha(0.5).webp().toBuffer()],
  ['AVIF', () => made().avif({ effort: 0 }).toBuffer()],
  ['HEIC', () => fixture('dogs-turned.heic')],
  ['HEIC with something behind it', async () => Buffer.concat([await fixture('dogs-p3.heic'), hungOn])],
])
