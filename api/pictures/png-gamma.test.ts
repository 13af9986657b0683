import sharp from 'sharp'
import { expect, test } from 'vitest'
import { pngChunk } from '#tests/support/png.ts'
import { decodePicture } from './decode.ts'
import { oddGamma, toSrgb } from './png-gamma.ts'

/** A PNG with a chunk more, right behind its header (8 bytes of signature, 25 of `IHDR`). */
const withChunk = (png: Buffer, name: string, data: Buffer) =>
  Buffer.concat([png.subarray(0, 33), pngChunk(name, data), png.subarray(33)])

const gammaOf = (hundredThousandths: number) => {
  const data = Buffer.alloc(4)
  data.writeUInt32BE(hundredThousandths)
  return data
}

const grey = (channels: 3 | 4 = 3, alpha = 1) =>
  sharp({ create: { width: 4, height: 4, channels, background: { r: 55, g: 55, b: 55, alpha } } })
    .png()
    .toBuffer()

test('a gamma that is not the usual one is known, unless the colours are told more exactly', async () => {
  const png = await grey()
  expect(oddGamma(png)).toBeNull()
  expect(oddGamma(withChunk(png, 'gAMA', gammaOf(45_455)))).toBeNull()
  expect(oddGamma(withChunk(png, 'gAMA', gammaOf(100_000)))).toBe(1)
  const exact = withChunk(withChunk(png, 'gAMA', gammaOf(100_000)), 'sRGB', Buffer.from([0]))
  expect(oddGamma(exact)).toBeNull()
  expect(oddGamma(png.subarray(0, 20))).toBeNull()
})

test('linear light of 55 is 128 in sRGB; black and white stay', () => {
  const srgb = toSrgb(1)
  expect([srgb[0], srgb[55], srgb[255]]).toEqual([0, 128, 255])
})

test('a picture stored as linear light comes out as bright as it is, also through its holes', async () => {
  const linear = await decodePicture(withChunk(await grey(), 'gAMA', gammaOf(100_000)))
  expect([...linear.data.subarray(0, 3)]).toEqual([128, 128, 128])
  const half = await decodePicture(withChunk(await grey(4, 0.5), 'gAMA', gammaOf(100_000)))
  expect(half.data[0]).toBeCloseTo(128 + (255 - 128) * 0.5, -1)
})
