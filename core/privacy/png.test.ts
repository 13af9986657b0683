import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { hiddenInSent } from '#tests/support/hidden.ts'
import { fixture, patternImage } from '#tests/support/pictures.ts'
import { stripPng } from './png.ts'

function chunk(name: string, payload: string): Buffer {
  const named = Buffer.from(name + payload, 'latin1')
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(payload.length)
  crc.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, crc])
}

const afterHeader = 8 + 25
const withChunks = (png: Buffer, ...chunks: readonly Buffer[]): Buffer =>
  Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)])

const pixels = (bytes: Uint8Array) => sharp(bytes).autoOrient().raw().toBuffer()

const names = (png: Uint8Array): string[] => {
  const found: string[] = []
  const file = Buffer.from(png)
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    found.push(file.toString('latin1', at + 4, at + 8))
  return found
}

test('takes place, words, time, origin and trailers out and leaves the picture alone', async () => {
  const photo = patternImage()
    .withIccProfile('p3')
    .withExif({ IFD0: { Artist: 'Kolding' } })
  const given = Buffer.concat([
    withChunks(
      await photo.png().toBuffer(),
      ...[chunk('tEXt', 'Comment\0Kolding'), chunk('zTXt', 'Comment\0\0Kolding'), chunk('tIME', '1234567')],
      ...[
        chunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>Kolding</x:xmpmeta>'),
        chunk('caBX', 'Kolding'),
      ],
      ...[chunk('prVt', 'Kolding'), chunk('bKGD', '123456'), chunk('acTL', '\0\0\0\x02\0\0\0\0')],
    ),
    Buffer.from('a film of Kolding after the end'),
  ])
  expect((await hiddenInSent(given)).length).toBeGreaterThan(2)
  const stripped = stripPng(Uint8Array.from(given))

  expect(new Set(names(stripped))).toEqual(new Set(['IHDR', 'iCCP', 'IDAT', 'IEND']))
  expect(Buffer.from(stripped).includes('Kolding')).toBe(false)
  expect(await hiddenInSent(stripped)).toEqual([])
  expect((await sharp(stripped).metadata()).icc).toBeDefined()
  expect((await pixels(stripped)).equals(await pixels(given))).toBe(true)
})

test('keeps which way is up', async () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const given = await patternImage()
      .withExif({ IFD0: { Artist: 'Bo' } })
      .withMetadata({ orientation })
      .png()
      .toBuffer()
    const stripped = stripPng(Uint8Array.from(given))
    expect((await sharp(stripped).metadata()).orientation ?? 1).toBe(orientation)
    expect((await pixels(stripped)).equals(await pixels(given))).toBe(true)
    expect(await hiddenInSent(stripped)).toEqual([])
  }
})

test('keeps what tells of colours and of what shines through', async () => {
  const png = await fixture('apple.png')
  const gamma = chunk('gAMA', '\0\0\xb1\x8f')
  expect(names(stripPng(Uint8Array.from(withChunks(png, gamma))))).toContain('gAMA')
  const palette = await patternImage().ensureAlpha(0.5).png({ palette: true }).toBuffer()
  expect(names(stripPng(Uint8Array.from(palette)))).toEqual(expect.arrayContaining(['PLTE', 'tRNS']))
})

test('gives back as it is what needs a chunk that we do not know', async () => {
  const given = Uint8Array.from(withChunks(await fixture('apple.png'), chunk('CgBI', '1234')))
  expect(stripPng(given)).toBe(given)
})
