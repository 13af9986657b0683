/**
 * The same promises over every file of the shared test data, where it lies beside the project: real phones, odd formats,
 * all orientations, hostile files. Without it these tests say that they covered none.
 */
import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { fixture, meanDifference, opened, readShared, sharedFiles } from '#tests/support/pictures.ts'
import { isSamePicture, type Likeness } from '#core/picture/same-picture.ts'
import { hiddenParts } from './hidden.ts'
import { preparePicture, type PreparedPicture } from './prepare.ts'
import { PictureUnreadable } from './unreadable.ts'

// Pictures take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

/** What each prepared photo and drawing is like, as it came. */
const likenesses = new Map<string, Likeness | null>()

const counts = { prepared: 0, refused: new Map<string, number>() }

/** Prepares a file, or says why not; anything but a picture or a reason is a failure. */
async function prepareOrReason(path: string): Promise<PreparedPicture | string> {
  try {
    const prepared = await preparePicture({ kind: 'photo', bytes: await readShared(path) })
    counts.prepared++
    if (/^(photos|drawings)\W/.test(path)) likenesses.set(path, likenessOf(prepared))
    return prepared
  } catch (error) {
    if (!(error instanceof PictureUnreadable)) throw error
    counts.refused.set(error.reason, (counts.refused.get(error.reason) ?? 0) + 1)
    return error.reason
  }
}

const likenessOf = ({ perceptualHash, features, widthPx, heightPx }: PreparedPicture): Likeness | null =>
  perceptualHash === null ? null : { perceptualHash, features, widthPx, heightPx }

async function prepareOrFail(path: string): Promise<PreparedPicture> {
  const prepared = await prepareOrReason(path)
  if (typeof prepared === 'string') throw new Error(`${path} was refused: ${prepared}`)
  return prepared
}

async function expectNothingHidden({ master, renditions }: PreparedPicture) {
  for (const { bytes, mediaType } of [master, ...renditions]) {
    expect(hiddenParts(bytes)).toEqual([])
    if (mediaType === 'image/jpeg') {
      expect(await exifr.parse(bytes, { gps: true, xmp: true, icc: true, iptc: true })).toBeUndefined()
    }
  }
}

afterAll(() => {
  const refused = [...counts.refused].map(([reason, count]) => `${count} ${reason}`).join(', ')
  const files = ['photos', 'orientation', 'formats', 'hostile', 'drawings'].flatMap(sharedFiles).length
  const { prepared } = counts
  process.stdout.write(
    `shared test data: ${files} files, ${prepared} prepared, refused: ${refused || 'none'}\n`,
  )
})

// Where there is no such data the lists below are empty, and the count at the end says so.
describe('shared test data', () => {
  const each = (folder: string, only = /./) => sharedFiles(folder).filter((path) => only.test(path))

  test.each(each('photos'))(
    '%s keeps its colours and gives nothing else away',
    { timeout: 60_000 },
    async (path) => {
      const prepared = await prepareOrFail(path)
      await expectNothingHidden(prepared)
      const reference = await sharp(await readShared(path)).autoOrient().resize(512, 512, { fit: 'inside' }).toBuffer() // prettier-ignore
      const size = prepared.renditions.find(({ sizePx }) => sizePx === 512) ?? prepared.master
      expect(await meanDifference(await opened(size.bytes), await opened(reference))).toBeLessThan(0.02)
    },
  )

  test.each(each('orientation', /_[2-8]\./))('%s is upright', async (path) => {
    const [turned, upright] = await Promise.all([
      prepareOrFail(path),
      prepareOrFail(path.replace(/_\d\./, '_1.')),
    ])
    expect([turned.widthPx, turned.heightPx]).toEqual([upright.widthPx, upright.heightPx])
    expect(
      await meanDifference(await opened(turned.master.bytes), await opened(upright.master.bytes)),
    ).toBeLessThan(0.02)
  })

  const notTaken = /\.(svg|jp2)$/
  test.each(each('formats').filter((path) => !notTaken.test(path)))(
    '%s can be opened',
    { timeout: 60_000 },
    async (path) => {
      await expectNothingHidden(await prepareOrFail(path))
    },
  )

  test.each(each('formats', notTaken))('%s is refused', async (path) => {
    expect(await prepareOrReason(path)).toBe('not-a-picture')
  })

  test('the drawings come on white paper', async () => {
    const before = counts.prepared
    for (const path of sharedFiles('drawings')) await expectNothingHidden(await prepareOrFail(path))
    expect(counts.prepared - before).toBe(sharedFiles('drawings').length)
  })

  test('no two of the photos and drawings are taken for the same picture', async () => {
    for (const path of [...each('photos'), ...each('drawings')])
      if (!likenesses.has(path)) await prepareOrFail(path)
    const taken: string[] = []
    const all = [...likenesses]
    for (const [at, [path, one]] of all.entries())
      for (const [other, likeness] of all.slice(at + 1))
        if (isSamePicture(one, likeness)) taken.push(`${path} = ${other}`)
    expect(taken).toEqual([])
  })

  test.each(each('hostile'))(
    '%s is prepared clean or refused with a reason',
    { timeout: 60_000 },
    async (path) => {
      const outcome = await prepareOrReason(path)
      if (typeof outcome !== 'string') await expectNothingHidden(outcome)
      // Still here, and able to prepare the next.
      expect(await preparePicture({ kind: 'photo', bytes: await fixture('apple.png') })).toHaveProperty(
        'master',
      )
    },
  )
})
