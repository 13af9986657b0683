import sharp from 'sharp'
import { expect, test } from 'vitest'
import { hiddenInSent } from '#tests/support/hidden.ts'
import { patternImage } from '#tests/support/pictures.ts'
import { stripWebp } from './webp.ts'

function chunk(name: string, payload: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(payload.length)
  return Buffer.concat([Buffer.from(name), length, payload, Buffer.alloc(payload.length % 2)])
}

const resized = (webp: Buffer): Buffer => {
  const file = Buffer.from(webp)
  file.writeUInt32LE(file.length - 8, 4)
  return file
}

const pixels = (bytes: Uint8Array) => sharp(bytes, { animated: true }).raw().toBuffer()
const strip = (bytes: Buffer) => Buffer.from(stripWebp(Uint8Array.from(bytes)))
const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/">Kolding</x:xmpmeta>'

const animation = async (): Promise<Buffer> => {
  const frames = await Promise.all(
    [1, 2, 3].map((turn) =>
      patternImage(64, 64)
        .rotate(turn * 90)
        .png()
        .toBuffer(),
    ),
  )
  return sharp(frames, { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer()
}

test('takes place, words and trailers out and leaves the picture alone', async () => {
  const photo = patternImage()
    .withIccProfile('p3')
    .withExif({ IFD0: { Artist: 'Kolding' } })
    .withXmp(xmp)
  const whole = resized(Buffer.concat([await photo.webp().toBuffer(), chunk('C2PA', Buffer.from('Kolding'))]))
  const given = Buffer.concat([whole, Buffer.from('a film of Kolding after the end')])
  expect((await hiddenInSent(given)).length).toBeGreaterThan(1)
  const stripped = strip(given)

  expect(stripped.includes('Kolding')).toBe(false)
  expect(stripped.readUInt32LE(4)).toBe(stripped.length - 8)
  // RFC 9649, section 2.7: a profile is there (0x20), EXIF (0x08) and XMP (0x04) are not.
  expect((stripped[20] ?? 0) & 0x2c).toBe(0x20)
  expect(await hiddenInSent(stripped)).toEqual([])
  expect((await pixels(stripped)).equals(await pixels(given))).toBe(true)
})

test('keeps which way is up', async () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const photo = patternImage()
      .ensureAlpha(0.5)
      .withExif({ IFD0: { Artist: 'Bo' } })
      .withMetadata({ orientation })
    const given = await photo.webp().toBuffer()
    const stripped = strip(given)
    expect((await sharp(stripped).metadata()).orientation ?? 1).toBe(orientation)
    expect((await pixels(stripped)).equals(await pixels(given))).toBe(true)
    expect(await hiddenInSent(stripped)).toEqual([])
  }
})

test('leaves an animation its frames, and nothing in them but pictures', async () => {
  const given = await animation()
  const frame = given.indexOf('ANMF')
  const length = given.readUInt32LE(frame + 4)
  const note = chunk('note', Buffer.from('Kolding!'))
  const longer = Buffer.from(given.subarray(frame, frame + 8 + length))
  longer.writeUInt32LE(length + note.length, 4)
  const hiding = resized(
    Buffer.concat([given.subarray(0, frame), longer, note, given.subarray(frame + 8 + length)]),
  )
  expect((await pixels(hiding)).equals(await pixels(given))).toBe(true)
  expect(strip(hiding)).toEqual(given)
})

test('a second picture that no reader shows is gone', async () => {
  const given = await patternImage().webp().toBuffer()
  expect(strip(resized(Buffer.concat([given, given.subarray(12)])))).toEqual(given)
})
