import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test, vi } from 'vitest'
import { opened, fixture, readShared, sharedFiles, testPattern } from '#tests/support/pictures.ts'
import { onPaper, photographed, plainSheet } from '#tests/support/photographed.ts'
import { findPaper, lightOf } from './find-paper.ts'
import { isSheet, type Point, type Quad } from './quad.ts'
import type { RgbPixels } from './straighten.ts'

// Pictures take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

const paperColour = [232, 230, 222] as const
const tableColour = [112, 84, 60] as const

function seen({ data, widthPx, heightPx }: RgbPixels) {
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4)
  for (let at = 0; at < widthPx * heightPx; at++) rgba.set(data.subarray(at * 3, at * 3 + 3), at * 4)
  return lightOf(rgba, widthPx, heightPx)
}

/** The largest distance of a corner from where it is, in shares of the picture. */
function error(found: Quad | null, corners: Quad): number {
  if (found === null) return Infinity
  return Math.max(
    ...corners.map(([x, y], at) => Math.hypot(x - (found[at]?.[0] ?? 9), y - (found[at]?.[1] ?? 9))),
  )
}

const near = 0.015

/** As small as a phone makes it before it looks. */
const small = async (bytes: Buffer): Promise<RgbPixels> =>
  opened(
    await sharp(bytes, { failOn: 'none' }).autoOrient().resize(640, 640, { fit: 'inside' }).png().toBuffer(),
  )

/** A corner somewhere in its own quarter of the picture. */
const corner = (x: number, y: number): fc.Arbitrary<Point> =>
  fc
    .tuple(fc.double({ min: 0.02, max: 0.27, noNaN: true }), fc.double({ min: 0.02, max: 0.27, noNaN: true }))
    .map(([inX, inY]) => [Math.abs(x - inX), Math.abs(y - inY)])
const anyQuad = fc
  .tuple(corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1))
  .map(([a, b, c, d]): Quad => [a, b, c, d])

test('a sheet on a table is found, however it lies, also in shade; and if not, nothing is claimed', () => {
  const sheet = plainSheet(150, 200, paperColour)
  const table = plainSheet(240, 320, tableColour)
  const scenes = fc.sample(fc.tuple(anyQuad, fc.double({ min: 0, max: 0.5, noNaN: true })), {
    numRuns: 15,
    seed: 35,
  })
  const errors = scenes.map(([corners, shade]) => {
    const found = findPaper(seen(photographed(sheet, corners, table, shade)))
    return found && error(found, corners)
  })
  const found = errors.filter((one) => one !== null)
  expect(Math.max(...found)).toBeLessThan(near)
  expect(found.length).toBeGreaterThanOrEqual(14)
})

const lying: Quad = [
  [0.2, 0.12],
  [0.83, 0.2],
  [0.9, 0.88],
  [0.12, 0.8],
]

test('what is drawn on the sheet does not lead away from its edges', () => {
  const sheet = onPaper(testPattern(150, 200))
  const photo = photographed(sheet, lying, plainSheet(240, 320, tableColour))
  expect(error(findPaper(seen(photo)), lying)).toBeLessThan(near)
})

test('a dark sheet on a light table is found as well', () => {
  const photo = photographed(plainSheet(300, 400, tableColour), lying, plainSheet(240, 320, paperColour))
  expect(error(findPaper(seen(photo)), lying)).toBeLessThan(near)
})

test.each(['path.jpg', 'fig.jpg', 'brushes.jpg', 'sunrise.jpg'])(
  'it is found on a restless ground: %s',
  async (name) => {
    const photo = photographed(plainSheet(150, 200, paperColour, 3), lying, await small(await fixture(name)))
    expect(error(findPaper(seen(photo)), lying)).toBeLessThan(near)
  },
)

test('an even ground, grain and a table without a sheet give nothing', () => {
  expect(findPaper(seen(plainSheet(320, 240, paperColour, 0)))).toBeNull()
  expect(findPaper(seen(plainSheet(320, 240, [128, 128, 128], 100)))).toBeNull()
})

test.each(['dogs.jpg', 'fig.jpg', 'path.jpg', 'brushes.jpg', 'sunrise.jpg', 'starry-night.jpg', 'apple.png'])(
  'where there is no sheet, none is claimed: %s',
  async (name) => {
    expect(findPaper(seen(await small(await fixture(name))))).toBeNull()
  },
)

const sharedPhotos = sharedFiles('photos')

test(`whatever is looked at, what is found is a sheet: ${sharedPhotos.length} shared photos`, async () => {
  for (const file of sharedPhotos) {
    const found = findPaper(seen(await small(await readShared(file))))
    expect(found === null || isSheet(found), file).toBe(true)
  }
})
