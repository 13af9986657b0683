import sharp from 'sharp'
import { describe, expect, test, vi } from 'vitest'
import { fixture, meanDifference, opened, patternImage, testPattern } from '#tests/support/pictures.ts'
import { decodeLimits, decodePicture } from './decode.ts'
import { firstPage } from './first-page.ts'
import type { UnreadableReason } from './unreadable.ts'

// Pictures take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

const pattern = testPattern(240, 160)
const refusal = (reason: UnreadableReason) => ({ type: 'picture-unreadable', reason })

/** The same directory of a little-endian TIFF again and again, each naming the next. */
function manyPages(tiff: Buffer, count: number): Buffer {
  const first = tiff.readUInt32LE(4)
  const directory = tiff.subarray(first, first + 2 + tiff.readUInt16LE(first) * 12)
  const pageBytes = directory.length + 4
  const pages = Buffer.alloc(count * pageBytes)
  for (let page = 0; page < count; page++) {
    pages.set(directory, page * pageBytes)
    const next = page === count - 1 ? 0 : tiff.length + (page + 1) * pageBytes
    pages.writeUInt32LE(next, page * pageBytes + directory.length)
  }
  const file = Buffer.concat([tiff, pages])
  file.writeUInt32LE(tiff.length, 4)
  return file
}

function pagesOf(file: Uint8Array): number {
  const tiff = Buffer.from(file)
  let count = 0
  for (let at = tiff.readUInt32LE(4); at !== 0; count++)
    at = tiff.readUInt32LE(at + 2 + tiff.readUInt16LE(at) * 12)
  return count
}

describe('a picture comes out as its maker saw it', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i is upright', async (orientation) => {
    // What each orientation does to upright pixels on their way into the file (EXIF 2.32, 4.6.5).
    const upright = await patternImage().png().toBuffer()
    const stored = sharp(upright)
    if ([2, 5, 7].includes(orientation)) stored.flop()
    if (orientation === 4) stored.flip()
    const turned = { 3: 180, 5: 270, 6: 270, 7: 90, 8: 90 }[orientation] ?? 0
    const lying = await sharp(await stored.png().toBuffer())
      .rotate(turned)
      .png()
      .toBuffer()
    const jpeg = await sharp(lying).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer()
    const pixels = await decodePicture(jpeg)
    expect([pixels.widthPx, pixels.heightPx]).toEqual([240, 160])
    expect(await meanDifference(pixels, pattern)).toBeLessThan(0.01)
  })

  const same = 0.01
  const formats: [string, () => Promise<Buffer>][] = [
    ['baseline JPEG', () => patternImage().jpeg({ quality: 92 }).toBuffer()],
    ['progressive JPEG', () => patternImage().jpeg({ quality: 92, progressive: true }).toBuffer()],
    ['PNG', () => patternImage().png().toBuffer()],
    ['palette PNG', () => patternImage().png({ palette: true }).toBuffer()],
    ['16-bit PNG', () => patternImage().toColourspace('rgb16').png().toBuffer()],
    ['WebP', () => patternImage().webp({ quality: 92 }).toBuffer()],
    ['lossless WebP', () => patternImage().webp({ lossless: true }).toBuffer()],
    ['AVIF', () => patternImage().avif({ quality: 80, effort: 1 }).toBuffer()],
    ['TIFF', () => patternImage().tiff({ compression: 'lzw' }).toBuffer()],
    ['16-bit TIFF', () => patternImage().toColourspace('rgb16').tiff().toBuffer()],
    ['GIF', () => patternImage().gif().toBuffer()],
    ['Display P3 PNG', () => patternImage().withIccProfile('p3').png().toBuffer()],
    ['Display P3 JPEG', () => patternImage().withIccProfile('p3').jpeg({ quality: 92 }).toBuffer()],
  ]
  test.each(formats)('%s', async (_name, make) => {
    const pixels = await decodePicture(await make())
    expect([pixels.widthPx, pixels.heightPx]).toEqual([240, 160])
    expect(await meanDifference(pixels, pattern)).toBeLessThan(same)
  })

  test('CMYK, with its profile, as near as ink comes', async () => {
    const jpeg = await patternImage()
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .jpeg({ quality: 95 })
      .toBuffer()
    expect(await meanDifference(await decodePicture(jpeg), pattern)).toBeLessThan(0.06)
  })

  test('what is transparent lies on white paper', async () => {
    const { data } = await decodePicture(await fixture('apple.png'))
    expect([...data.subarray(0, 3)]).toEqual([255, 255, 255])
  })

  test('of an animation the first picture', async () => {
    const frame = (colour: string) => ({
      create: { width: 20, height: 20, channels: 3 as const, background: colour },
    })
    const frames = await Promise.all(['#ffb000', '#14213d'].map((c) => sharp(frame(c)).png().toBuffer()))
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const { widthPx, heightPx, data } = await decodePicture(gif)
    expect([widthPx, heightPx, ...data.subarray(0, 3)]).toEqual([20, 20, 255, 176, 0])
  })

  test('of a hundred thousand pictures no more than the first', async () => {
    const picture = (sidePx: number, background: string) =>
      sharp({ create: { width: sidePx, height: sidePx, channels: 3, background } })
    const large = await picture(1000, '#ffb000').gif().toBuffer()
    const small = await picture(1, '#14213d').gif().toBuffer()
    // GIF89a: a frame from its graphic control extension on, without the last byte of the file.
    const frame = small.subarray(small.indexOf('21f904', 'hex'), -1)
    const end = Buffer.from(';')
    const gif = Buffer.concat([large.subarray(0, -1), ...Array<Buffer>(99_999).fill(frame), end])
    expect((await sharp(gif).metadata()).pages).toBe(100_000)
    const tiff = manyPages(
      await picture(1000, '#ffb000').tiff({ compression: 'deflate' }).toBuffer(),
      100_000,
    )
    expect(pagesOf(tiff)).toBe(100_000)

    // All of them together have far more pixels than are allowed here.
    const limits = { ...decodeLimits, pixelsMax: 1_000_000 }
    for (const file of [gif, tiff]) {
      const { widthPx, heightPx, data } = await decodePicture(file, limits)
      expect([widthPx, heightPx, ...data.subarray(0, 3)]).toEqual([1000, 1000, 255, 176, 0])
    }
    expect(pagesOf(firstPage(tiff))).toBe(1)
  })

  test('a picture larger than the largest master is made smaller, no other is touched', async () => {
    const pixels = await decodePicture(await patternImage(600, 400).jpeg().toBuffer(), {
      ...decodeLimits,
      sidePxMax: 150,
    })
    expect([pixels.widthPx, pixels.heightPx]).toEqual([150, 100])
    const tiny = await decodePicture(await patternImage(1, 1).png().toBuffer())
    expect([tiny.widthPx, tiny.heightPx]).toEqual([1, 1])
  })
})

describe('HEIC', () => {
  test('in Display P3 comes out in the right colours', async () => {
    const pixels = await decodePicture(await fixture('dogs-p3.heic'))
    expect([pixels.widthPx, pixels.heightPx]).toEqual([600, 900])
    expect(await meanDifference(pixels, await opened(await fixture('dogs.jpg')))).toBeLessThan(0.02)
  })

  test('is turned once, by the file and not again by its EXIF', async () => {
    const pixels = await decodePicture(await fixture('dogs-turned.heic'))
    expect([pixels.widthPx, pixels.heightPx]).toEqual([600, 900])
    expect(await meanDifference(pixels, await opened(await fixture('dogs.jpg')))).toBeLessThan(0.02)
  })

  test('of several pictures gives the one that it calls its first', async () => {
    const pixels = await decodePicture(await fixture('two-pictures.heic'))
    expect([pixels.widthPx, pixels.heightPx]).toEqual([640, 360])
  })

  test('with a transparent ground lies on white paper', async () => {
    const { data } = await decodePicture(await fixture('apple-transparent.heic'))
    for (const channel of data.subarray(0, 3)) expect(channel).toBeGreaterThan(250)
  })

  test('too large, cut off or damaged is refused with its reason', async () => {
    const heic = await fixture('dogs-p3.heic')
    await expect(decodePicture(heic, { ...decodeLimits, pixelsMax: 1000 })).rejects.toMatchObject(
      refusal('too-many-pixels'),
    )
    await expect(decodePicture(heic.subarray(0, 20_000))).rejects.toMatchObject({
      type: 'picture-unreadable',
    })
    const noise = Buffer.concat([heic.subarray(0, 40), Buffer.alloc(5000, 7)])
    await expect(decodePicture(noise)).rejects.toMatchObject({ type: 'picture-unreadable' })
  })

  test('that takes too long is stopped', async () => {
    const heic = await fixture('dogs-p3.heic')
    await expect(decodePicture(heic, { ...decodeLimits, clockSecondsMax: 0.001 })).rejects.toMatchObject(
      refusal('too-slow'),
    )
  })
})

describe('what cannot be opened is refused with its reason', () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  )
  test.each([
    ['SVG', svg],
    ['SVG with a declaration', Buffer.from(`<?xml version="1.0"?>${svg.toString()}`)],
    [
      'MVG',
      Buffer.from('push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 "x"\npop graphic-context'),
    ],
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj\n')],
    ['video', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')],
    ["libvips' own format", Buffer.from([0x08, 0xf2, 0xa6, 0xb6, ...Buffer.alloc(80)])],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['nothing', Buffer.alloc(0)],
    ['chance', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 97) % 251))],
  ])('%s', async (_name, bytes) => {
    await expect(decodePicture(bytes)).rejects.toMatchObject(refusal('not-a-picture'))
  })

  test('a photo that broke off on the way', async () => {
    const jpeg = await fixture('fig.jpg')
    await expect(decodePicture(jpeg.subarray(0, jpeg.length / 2))).rejects.toMatchObject(refusal('truncated'))
    const png = await patternImage().png().toBuffer()
    await expect(decodePicture(png.subarray(0, png.length / 2))).rejects.toMatchObject({
      type: 'picture-unreadable',
    })
  })

  test('a small file that says it is enormous', async () => {
    const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 1 })
      .toBuffer()
    await expect(decodePicture(bomb)).rejects.toMatchObject(refusal('too-many-pixels'))
  })

  test('a header of one kind before another kind of file', async () => {
    const mixed = Buffer.concat([Buffer.from('GIF89a/*'), Buffer.from('*/=1;alert(1)')])
    await expect(decodePicture(mixed)).rejects.toMatchObject({ type: 'picture-unreadable' })
  })
})
