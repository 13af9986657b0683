import exifr from 'exifr'
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { stripJpeg } from './jpeg.ts'

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))

const segment = (code: number, payload: readonly number[]): Uint8Array =>
  Uint8Array.from([0xff, code, (payload.length + 2) >> 8, (payload.length + 2) & 0xff, ...payload])

const join = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => [...part]))

/** A real photo, as a phone makes it: where it was taken, which way is up, and a colour profile. */
async function photo({ orientation = 6, progressive = false } = {}): Promise<Uint8Array<ArrayBuffer>> {
  const noise = {
    width: 40,
    height: 30,
    channels: 3,
    background: '#3a7',
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  } as const
  const made = await sharp({ create: noise })
    .withIccProfile('p3')
    .withExif({
      IFD0: { Make: 'Telefon', Artist: 'Bo' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '55/1 29/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '9/1 28/1 0/1',
      },
    })
    .withMetadata({ orientation })
    .jpeg({ progressive })
    .toBuffer()
  return Uint8Array.from(made)
}

const pixels = (bytes: Uint8Array): Promise<Buffer> => sharp(bytes).raw().toBuffer()

/** The picture with everything that a phone can hide in it, put in after the first segment. */
const withSecrets = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  join(
    bytes.subarray(0, 2),
    segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Kolding</x:xmpmeta>')),
    segment(0xe2, ascii('MPF\0second picture')),
    segment(0xed, ascii('Photoshop 3.0\0Kolding')),
    segment(0xfe, ascii('taken in Kolding')),
    segment(0xe0, ascii('JFXX\0thumbnail')),
    bytes.subarray(2),
    Uint8Array.from(ascii('a film of Kolding after the end')),
  )

for (const progressive of [false, true])
  test(`takes place, notes and trailers out of a ${progressive ? 'progressive' : 'plain'} photo and leaves its pixels alone`, async () => {
    const given = withSecrets(await photo({ progressive }))
    const stripped = stripJpeg(given)

    expect(Buffer.from(stripped).includes('Kolding')).toBe(false)
    expect(Buffer.from(stripped).includes('Telefon')).toBe(false)
    expect(Buffer.from(stripped).includes('second picture')).toBe(false)
    expect(Buffer.from(stripped).includes('thumbnail')).toBe(false)
    expect(await exifr.gps(Buffer.from(stripped))).toBeUndefined()
    expect((await pixels(stripped)).equals(await pixels(given))).toBe(true)
  })

test('keeps which way is up and the colour profile', async () => {
  for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
    const facts = await sharp(stripJpeg(await photo({ orientation }))).metadata()
    expect(facts.orientation).toBe(orientation)
    expect(facts.icc).toBeDefined()
  }
})

test('writes no EXIF at all for a photo that stands upright', async () => {
  const facts = await sharp(stripJpeg(await photo({ orientation: 1 }))).metadata()
  expect(facts.exif).toBeUndefined()
})

test('leaves of what every program writes no more than every program writes', async () => {
  const bytes = await photo()
  const jfif = segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 72, 0, 72, 1, 1, ...ascii('sky')])
  const adobe = segment(0xee, [...ascii('Adobe'), 0, 100, 0, 0, 0, 0, 1, ...ascii('Kolding')])
  const stripped = stripJpeg(join(bytes.subarray(0, 2), jfif, adobe, bytes.subarray(2)))
  const bare = segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 72, 0, 72, 0, 0])
  expect(Buffer.from(stripped).includes(Buffer.from(bare))).toBe(true)
  expect(Buffer.from(stripped).includes('sky')).toBe(false)
  expect(Buffer.from(stripped).includes('Kolding')).toBe(false)
  expect(Buffer.from(stripped).includes('Adobe')).toBe(true)
})

test('changes nothing the second time', async () => {
  const once = stripJpeg(withSecrets(await photo()))
  expect(stripJpeg(once)).toEqual(once)
})

test('gives back what is no JPEG as it is', () => {
  for (const bytes of [[], [0xff], [0xff, 0xd8], ascii('\x89PNG\r\n'), ascii('hello')]) {
    const given = Uint8Array.from(bytes)
    expect(stripJpeg(given)).toBe(given)
  }
})

test('keeps as much of a photo that breaks off as there is, and still tells nothing', async () => {
  const given = withSecrets(await photo())
  const stripped = stripJpeg(given.slice(0, given.length - 200))
  expect(Buffer.from(stripped).includes('Kolding')).toBe(false)
  expect(stripped.length).toBeGreaterThan(0)
})

test('takes any bytes without a throw, never grows them, and is done after one turn', () => {
  const bytesOfASort = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    // Bytes that are likelier to look like segments, lengths and scans.
    fc.array(fc.constantFrom(0xff, 0xd8, 0xd9, 0xda, 0xe1, 0xe2, 0xdb, 0x00, 0x02, 0x04, 0x01, 0x12), {
      maxLength: 200,
    }),
  )
  fc.assert(
    fc.property(bytesOfASort, (tail) => {
      const given = Uint8Array.from([0xff, 0xd8, ...tail])
      const stripped = stripJpeg(given)
      expect(stripped.length).toBeLessThanOrEqual(given.length)
      expect(stripJpeg(stripped)).toEqual(stripped)
    }),
    { numRuns: 500 },
  )
})

test('takes any change to a real photo without a throw', async () => {
  const real = withSecrets(await photo())
  fc.assert(
    fc.property(fc.nat(real.length - 1), fc.nat(255), (at, value) => {
      const given = real.slice()
      given[at] = value
      expect(stripJpeg(given).length).toBeLessThanOrEqual(given.length)
    }),
  )
})
