import { expect, test, vi } from 'vitest'
import { fixture, patternImage } from '#tests/support/pictures.ts'
import { hiddenParts } from './hidden.ts'

// Pictures take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

test('what a phone hides in a photo is seen', async () => {
  expect(hiddenParts(await fixture('meadow-with-gps.jpg'))).toEqual(['APP1', 'APP1'])
})

test('metadata in WebP is seen', async () => {
  const webp = await patternImage()
    .withMetadata({ exif: { IFD0: { Artist: 'Kirsten' } } })
    .webp()
    .toBuffer()
  expect(hiddenParts(webp)).toEqual(expect.arrayContaining(['VP8X', 'EXIF']))
})

test('a comment and bytes after the end are seen', async () => {
  const jpeg = await patternImage().jpeg().toBuffer()
  const comment = Buffer.from([0xff, 0xfe, 0, 6, ...Buffer.from('hej!')])
  expect(hiddenParts(jpeg)).toEqual([])
  expect(hiddenParts(Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]))).toEqual(['COM'])
  expect(hiddenParts(Buffer.concat([jpeg, Buffer.from('PK\u0003\u0004')]))).toEqual(['trailing bytes'])
  const webp = await patternImage().webp().toBuffer()
  expect(hiddenParts(webp)).toEqual([])
  expect(hiddenParts(Buffer.concat([webp, Buffer.from('x')]))).toEqual(['trailing bytes'])
})
