/**
 * The same promises over every file of the shared test data, where it lies beside the project: odd formats, drawings.
 * Without it these tests say that they covered none. Photos and all ways they can be turned are compared
 * with what a browser shows of them, in tests/journeys/as-seen.test.ts; hostile files are sent to
 * a house, in tests/api/hostile.test.ts.
 */
import { afterAll, describe, expect, test, vi } from 'vitest'
import { isSamePicture, type Likeness } from '#core/picture/same-picture.ts'
import { hiddenIn } from '#tests/support/hidden.ts'
import { readShared, sharedFiles } from '#tests/support/pictures.ts'
import { decodePicture } from './decode.ts'
import { pictureFeatures } from './features.ts'
import { preparePicture, type PreparedPicture } from './prepare.ts'
import { PictureUnreadable } from './unreadable.ts'

// Pictures take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

const counts = { prepared: 0, refused: new Map<string, number>() }

/** Prepares a file, or says why not; anything but a picture or a reason is a failure. */
async function prepareOrReason(path: string): Promise<PreparedPicture | string> {
  try {
    const prepared = await preparePicture({ kind: 'photo', bytes: await readShared(path) })
    counts.prepared++
    return prepared
  } catch (error) {
    if (!(error instanceof PictureUnreadable)) throw error
    counts.refused.set(error.reason, (counts.refused.get(error.reason) ?? 0) + 1)
    return error.reason
  }
}

/** What a picture is like; its master and its ladder are not made for that. */
async function likenessOf(path: string): Promise<Likeness | null> {
  const pixels = await decodePicture(await readShared(path))
  const { perceptualHash, features } = await pictureFeatures(pixels)
  const { widthPx, heightPx } = pixels
  return perceptualHash === null ? null : { perceptualHash, features, widthPx, heightPx }
}

async function prepareOrFail(path: string): Promise<PreparedPicture> {
  const prepared = await prepareOrReason(path)
  if (typeof prepared === 'string') throw new Error(`${path} was refused: ${prepared}`)
  return prepared
}

async function expectNothingHidden(prepared: PreparedPicture) {
  expect(await hiddenIn(prepared)).toEqual([])
}

afterAll(() => {
  const refused = [...counts.refused].map(([reason, count]) => `${count} ${reason}`).join(', ')
  const files = ['formats', 'drawings'].flatMap(sharedFiles).length
  const { prepared } = counts
  process.stdout.write(
    `shared test data: ${files} files, ${prepared} prepared, refused: ${refused || 'none'}\n`,
  )
})

// Where there is no such data the lists below are empty, and the count at the end says so.
describe('shared test data', () => {
  const each = (folder: string, only = /./) => sharedFiles(folder).filter((path) => only.test(path))

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
    const all: [string, Likeness | null][] = []
    for (const path of [...each('photos'), ...each('drawings')]) all.push([path, await likenessOf(path)])
    const taken: string[] = []
    for (const [at, [path, one]] of all.entries())
      for (const [other, likeness] of all.slice(at + 1))
        if (isSamePicture(one, likeness)) taken.push(`${path} = ${other}`)
    expect(taken).toEqual([])
  })
})
