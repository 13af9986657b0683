import exifr from 'exifr'
import sharp from 'sharp'
import { describe, expect, test, vi } from 'vitest'
import { renditionSizesPx } from '#core/contract/pieces.ts'
import type { Stroke } from '#core/ink/drawing.ts'
import { fixture, meanDifference, opened, patternImage } from '#tests/support/pictures.ts'
import { hiddenParts } from './hidden.ts'
import { preparePicture, type PreparedPicture } from './prepare.ts'
import { ladderFor } from './renditions.ts'

// Pictures take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

const photo = (bytes: Uint8Array) => preparePicture({ kind: 'photo', bytes })
/** All that the independent parser can look for. */
const everything = { tiff: true, exif: true, gps: true, xmp: true, icc: true, iptc: true }
const allBytes = ({ master, renditions }: PreparedPicture) =>
  [master, ...renditions].map(({ bytes }) => bytes)

describe('the ladder', () => {
  test('ends with the first size that holds the whole picture', () => {
    expect(ladderFor(1, 1)).toEqual([32])
    expect(ladderFor(33, 20)).toEqual([32, 64])
    expect(ladderFor(1600, 900)).toEqual(renditionSizesPx)
    expect(ladderFor(512, 512)).toEqual([32, 64, 128, 256, 512])
    expect(ladderFor(6000, 4000)).toEqual(renditionSizesPx)
  })

  test('holds the picture in every size, in its proportions, and never enlarged', async () => {
    const prepared = await photo(await fixture('dogs.jpg'))
    expect(prepared.renditions.map(({ sizePx }) => sizePx)).toEqual(renditionSizesPx)
    for (const { bytes, sizePx, widthPx, heightPx, mediaType } of [...prepared.renditions]) {
      const pixels = await opened(bytes)
      expect([pixels.widthPx, pixels.heightPx]).toEqual([widthPx, heightPx])
      expect(Math.max(widthPx, heightPx)).toBe(Math.min(sizePx, prepared.heightPx))
      expect(Math.abs(widthPx - (heightPx * prepared.widthPx) / prepared.heightPx)).toBeLessThan(1)
      expect(`image/${(await sharp(bytes).metadata()).format}`).toBe(mediaType)
      // The small ones have lost detail; colour and arrangement they have not.
      const alike = sizePx >= 256 ? 0.015 : 0.06
      expect(await meanDifference(pixels, await opened(await fixture('dogs.jpg')))).toBeLessThan(alike)
    }
  })

  test('is the same every time', async () => {
    const bytes = await fixture('fig.jpg')
    const [one, other] = [await photo(bytes), await photo(bytes)]
    expect(allBytes(one).every((part, i) => part.equals(allBytes(other)[i] ?? Buffer.alloc(0)))).toBe(true)
  })
})

describe('nothing of the source is kept but its pixels', () => {
  test('place, camera, names, comments and what was glued on are gone', async () => {
    const source = await fixture('meadow-with-gps.jpg')
    expect(await exifr.gps(source)).toHaveProperty('latitude', expect.closeTo(55.676, 2))
    const comment = Buffer.from([0xff, 0xfe, 0, 18, ...Buffer.from('Kirsten Opdigtet')])
    const glued = Buffer.concat([
      source.subarray(0, 2),
      comment,
      source.subarray(2),
      Buffer.from('PK\u0003\u0004Opdigtet'),
    ])
    for (const bytes of allBytes(await photo(glued))) {
      expect(hiddenParts(bytes)).toEqual([])
      expect(bytes.includes('Opdigtet')).toBe(false)
      const seen = await sharp(bytes).metadata()
      for (const part of ['exif', 'xmp', 'iptc', 'icc', 'orientation', 'comments'])
        expect(seen).not.toHaveProperty(part)
      if (seen.format === 'jpeg') expect(await exifr.parse(bytes, everything)).toBeUndefined()
    }
  })

  test.each(['dogs-p3.heic', 'apple.png'])('%s', async (name) => {
    for (const bytes of allBytes(await photo(await fixture(name)))) expect(hiddenParts(bytes)).toEqual([])
  })
})

describe('what is known of a picture', () => {
  test('its mean colour, its grid of colours and a blurred stand-in', async () => {
    const { averageColour, features, thumbhash } = await photo(await fixture('starry-night.jpg'))
    expect(averageColour).toMatch(/^#[0-9a-f]{6}$/)
    const [r = 0, , b = 0] = [1, 3, 5].map((at) => Number.parseInt(averageColour.slice(at, at + 2), 16))
    expect(b).toBeGreaterThan(r)
    expect(features).toHaveLength(48)
    expect(thumbhash.length).toBeGreaterThan(15)
    expect(thumbhash.length).toBeLessThan(30)
  })

  test('even of a single pixel', async () => {
    const { averageColour, renditions, thumbhash } = await photo(await patternImage(1, 1).png().toBuffer())
    expect(renditions.map(({ sizePx, widthPx }) => [sizePx, widthPx])).toEqual([[32, 1]])
    expect(averageColour).toMatch(/^#[0-9a-f]{6}$/)
    expect(thumbhash.length).toBeGreaterThan(0)
  })
})

describe('a drawing', () => {
  test('is drawn from its strokes, large, on its paper', async () => {
    const points: Stroke['points'] = [
      [100, 400, 0.5],
      [900, 400, 0.5],
    ]
    const line: Stroke = { colour: '#d8483a', widthUnits: 100, calm: false, points }
    const { master, widthPx, heightPx } = await preparePicture({
      kind: 'drawing',
      drawing: { heightUnits: 800, paper: '#bfe0f2', strokes: [line] },
    })
    expect([widthPx, heightPx]).toEqual([3000, 2400])
    const { data } = await opened(master.bytes)
    const at = (x: number, y: number) => [...data.subarray((y * 3000 + x) * 3, (y * 3000 + x) * 3 + 3)]
    for (const [i, channel] of [0xbf, 0xe0, 0xf2].entries()) expect(at(100, 100)[i]).toBeCloseTo(channel, -1)
    for (const [i, channel] of [0xd8, 0x48, 0x3a].entries())
      expect(at(1500, 1200)[i]).toBeCloseTo(channel, -1)
  })

  test('that cannot be drawn within limits is refused', async () => {
    const points = Array.from({ length: 5000 }, (_, i): [number, number, number] => [(i * 617) % 1000, (i * 331) % 997, (i % 10) / 10]) // prettier-ignore
    const strokes = Array.from({ length: 12 }, () => ({
      colour: '#14213d',
      widthUnits: 5,
      calm: false,
      points,
    }))
    await expect(
      preparePicture({ kind: 'drawing', drawing: { heightUnits: 1000, paper: '#ffffff', strokes } }),
    ).rejects.toMatchObject({ type: 'picture-unreadable', reason: 'too-intricate' })
  })
})

describe('a text', () => {
  test('is a card of coloured paper with ink on it', async () => {
    const { master, averageColour } = await preparePicture({ kind: 'text', text: 'Kaffe', paper: '#ffb000' })
    const { data, widthPx, heightPx } = await opened(master.bytes)
    expect([widthPx, heightPx]).toEqual([2400, 1800])
    for (const [i, channel] of [0xff, 0xb0, 0].entries()) expect(data[i]).toBeCloseTo(channel, -1)
    expect(averageColour).not.toBe('#ffb000')
  })

  test.each([
    '😀',
    'привет',
    'مرحبا',
    '你好',
    '\u202eolleh\u0000',
    '👩‍👩‍👧‍👦'.repeat(10),
    'a'.repeat(200),
    '\n\n',
    'e\u0301',
    '<b>&amp;</b>',
  ])('of any letters can be set: %j', async (text) => {
    const { renditions } = await preparePicture({ kind: 'text', text })
    expect(renditions).toHaveLength(renditionSizesPx.length)
  })
})
