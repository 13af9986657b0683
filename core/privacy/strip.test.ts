/** What holds for every format: nothing breaks, nothing grows, and once is enough. */
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { decodePicture } from '#api/pictures/decode.ts'
import { PictureUnreadable } from '#api/pictures/unreadable.ts'
import { hiddenInSent } from '#tests/support/hidden.ts'
import { readShared, sayPixels, sharedFiles } from '#tests/support/pictures.ts'
import { tellingPictures, told } from '#tests/support/telling-pictures.ts'
import { stripHidden } from './strip.ts'

// Pictures take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

function expectTame(given: Uint8Array<ArrayBuffer>): void {
  const before = given.slice()
  const stripped = stripHidden(given)
  expect(stripped.length).toBeLessThanOrEqual(given.length)
  // Compared as bytes: a looking glass for every byte is what takes the time.
  expect(Buffer.compare(stripHidden(stripped), stripped)).toBe(0)
  expect(Buffer.compare(given, before)).toBe(0)
}

describe.each([...tellingPictures])('%s', (_name, make) => {
  let photo: Uint8Array<ArrayBuffer>
  beforeAll(async () => {
    photo = Uint8Array.from(await make())
  })

  test('looks the same, tells nothing', async () => {
    const stripped = stripHidden(photo)
    expect(await hiddenInSent(stripped)).toEqual([])
    expect(Buffer.from(stripped).includes(told)).toBe(false)
    expect(sayPixels(await decodePicture(stripped))).toBe(sayPixels(await decodePicture(photo)))
  })

  test('may break off anywhere', () => {
    fc.assert(
      fc.property(fc.nat(photo.length), (length) => expectTame(photo.slice(0, length))),
      { numRuns: 200 },
    )
  })

  test('may be changed, cut out and filled in anywhere', () => {
    // Where the structure lies is where it hurts: the beginning is chosen as often as all the rest.
    const place = fc.oneof(fc.nat(Math.min(1200, photo.length - 1)), fc.nat(photo.length - 1))
    const value = fc.oneof(fc.constantFrom(0, 1, 8, 0x7f, 0x80, 0xff), fc.nat(255))
    const change = fc.oneof(
      fc.record({
        at: place,
        remove: fc.constant(0),
        put: fc.constant([]),
        set: fc.array(value, { maxLength: 8 }),
      }),
      fc.record({
        at: place,
        remove: fc.nat(40),
        put: fc.array(value, { maxLength: 40 }),
        set: fc.constant([]),
      }),
    )
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let bytes = photo.slice()
        for (const { at, remove, put, set } of changes) {
          if (at + set.length <= bytes.length) bytes.set(set, at)
          if (remove + put.length > 0)
            bytes = Uint8Array.from([...bytes.subarray(0, at), ...put, ...bytes.subarray(at + remove)])
        }
        expectTame(bytes)
      }),
      { numRuns: photo.length > 20_000 ? 150 : 400 },
    )
  })
})

test('what is no picture comes back as it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const given = Uint8Array.from(bytes)
      fc.pre(given[0] !== 0xff && given[0] !== 0x89)
      expect(stripHidden(given)).toBe(given)
    }),
  )
})

describe('shared test data', () => {
  const counts = { walked: 0, compared: 0 }
  const walked = ['formats', 'photos', 'orientation', 'drawings', 'targets', 'hostile'].flatMap(sharedFiles)
  const isHeic = /\.hei[cf]$/i
  afterAll(() => {
    process.stdout.write(
      `shared test data: ${counts.walked} files walked through, ${counts.compared} compared before and after\n`,
    )
  })

  // Where there is no such data the lists are empty, and the count at the end says so.
  test('no file throws, grows, or is other the second time', async () => {
    for (const path of walked) {
      expectTame(Uint8Array.from(await readShared(path)))
      counts.walked++
    }
    expect(counts.walked).toBe(walked.length)
  })

  test('every picture that can be opened looks the same and tells nothing', async () => {
    for (const path of walked.filter((path) => /\.(jpe?g|png|webp|avif|hei[cf])$/i.test(path))) {
      const given = Uint8Array.from(await readShared(path))
      const stripped = stripHidden(given)
      if (Buffer.compare(given, stripped) === 0) continue
      const open = async (bytes: Uint8Array) => {
        try {
          if (isHeic.test(path)) return { pixels: sayPixels(await decodePicture(bytes)) }
          const { data, info } = await sharp(bytes).autoOrient().raw().toBuffer({ resolveWithObject: true })
          return { pixels: sayPixels({ data, widthPx: info.width, heightPx: info.height }) }
        } catch (error) {
          return { refused: error instanceof PictureUnreadable ? error.reason : String(error) }
        }
      }
      const [before, after] = [await open(given), await open(stripped)]
      expect([path, after]).toEqual([path, before])
      if ('refused' in before) continue
      expect([path, await hiddenInSent(stripped)]).toEqual([path, []])
      counts.compared++
    }
  })
})
