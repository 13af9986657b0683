import sharp from 'sharp'
import { describe, expect, test, vi } from 'vitest'
import { Sha256 } from '#core/contract/ids.ts'
import { baseTiles, type ShownPlace } from '#core/tiles/contents.ts'
import { childrenOf, pyramidLevels, tileRect, tilesOf, tileSizePx, type Four } from '#core/tiles/pyramid.ts'
import { fixture, meanDifference, opened } from '#tests/support/pictures.ts'
import { pictureCache } from './picture-cache.ts'
import { drawBaseTile, drawUpperTile } from './tile.ts'

// Pictures take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

const size = { widthMm: 1000, heightMm: 700, widthPx: 1400, heightPx: 980 }
const background = '#d9e2ec'
const name = (digit: string) => Sha256.parse(digit.repeat(64))
const files = new Map([
  [
    name('a'),
    await sharp(await fixture('dogs.jpg'))
      .resize(400)
      .webp({ quality: 95 })
      .toBuffer(),
  ],
  [
    name('b'),
    await sharp(await fixture('fig.jpg'))
      .resize(600)
      .webp({ quality: 95 })
      .toBuffer(),
  ],
])
const picture = async (sha256: Sha256) => {
  const { width, height } = await sharp(files.get(sha256)).metadata()
  return { kind: 'picture' as const, sizes: [{ sha256, widthPx: width, heightPx: height }] }
}
const dogs = await picture(name('a'))
const fig = await picture(name('b'))
const read = (sha256: Sha256) => Promise.resolve(files.get(sha256) ?? Buffer.alloc(0))

/** Draws all base tiles and lays them side by side, losslessly but for their own JPEG. */
async function wall(places: readonly ShownPlace[]) {
  const loadPicture = pictureCache(read)
  const tiles = new Map<string, Buffer>()
  for (const { column, row, contents } of baseTiles({ size, background, places })) {
    tiles.set(`${column}/${row}`, await drawBaseTile(contents, loadPicture))
  }
  const whole =
    await sharp({ create: { width: size.widthPx, height: size.heightPx, channels: 3, background: '#ff00ff' } }) // prettier-ignore
      .composite(
        [...tiles].map(([at, input]) => {
          const [column = 0, row = 0] = at.split('/').map(Number)
          return { input, left: column * tileSizePx, top: row * tileSizePx }
        }),
      )
      .png()
      .toBuffer()
  return { tiles, pixels: await opened(whole) }
}

const turned: ShownPlace[] = [
  { box: { xMm: 300, yMm: 350, widthMm: 260, heightMm: 390, rotationDeg: 0 }, shown: dogs },
  { box: { xMm: 640, yMm: 360, widthMm: 420, heightMm: 284, rotationDeg: -17 }, shown: fig },
]

describe('base tiles', () => {
  test('make the same picture as laying the pieces on one canvas', async () => {
    const { pixels } = await wall(turned)
    const perMm = size.widthPx / size.widthMm
    const layers = await Promise.all(
      turned.map(async ({ box, shown }) => {
        const file = shown.kind === 'picture' ? files.get(shown.sizes[0]?.sha256 ?? name('0')) : undefined
        const fitted = await sharp(file)
          .resize(Math.round(box.widthMm * perMm), Math.round(box.heightMm * perMm), { fit: 'cover' })
          .png()
          .toBuffer()
        const { data, info } = await sharp(fitted)
          .rotate(box.rotationDeg, { background: '#00000000' })
          .png()
          .toBuffer({ resolveWithObject: true })
        const left = Math.round(box.xMm * perMm - info.width / 2)
        return { input: data, left, top: Math.round(box.yMm * perMm - info.height / 2) }
      }),
    )
    const canvas = sharp({ create: { width: size.widthPx, height: size.heightPx, channels: 3, background } })
    const reference = await opened(await canvas.composite(layers).png().toBuffer())
    expect(await meanDifference(pixels, reference)).toBeLessThan(0.004)
    let sum = 0
    for (const [at, value] of pixels.data.entries()) sum += Math.abs(value - (reference.data[at] ?? 0))
    expect(sum / pixels.data.length).toBeLessThan(3)
  })

  test('meet without a seam: across tile borders it changes as elsewhere', async () => {
    const { pixels } = await wall([
      { box: { xMm: 500, yMm: 350, widthMm: 1100, heightMm: 900, rotationDeg: 9 }, shown: fig },
    ])
    const step = (x: number) => {
      let sum = 0
      for (let y = 0; y < pixels.heightPx; y++) {
        const at = (y * pixels.widthPx + x) * 3
        for (let c = 0; c < 3; c++)
          sum += Math.abs((pixels.data[at + c] ?? 0) - (pixels.data[at - 3 + c] ?? 0))
      }
      return sum / (pixels.heightPx * 3)
    }
    const around = [509, 510, 511, 513, 514, 515].map(step)
    expect(step(512)).toBeLessThan(Math.max(...around) + 1.5)
  })

  test('leave no line of ground between neighbours that touch', async () => {
    const beside = (xMm: number): ShownPlace => ({
      box: { xMm, yMm: 350, widthMm: 133.3, heightMm: 600, rotationDeg: 0 },
      shown: dogs,
    })
    const alone = await wall([beside(166.65), beside(299.95)])
    const onBlack = await wall([
      { box: { xMm: 500, yMm: 350, widthMm: 1000, heightMm: 700, rotationDeg: 0 }, shown: fig },
      beside(166.65),
      beside(299.95),
    ])
    for (let y = 200; y < 800; y += 7) {
      for (let x = 228; x < 238; x++) {
        const at = (y * size.widthPx + x) * 3
        expect(Math.abs((alone.pixels.data[at] ?? 0) - (onBlack.pixels.data[at] ?? 0))).toBeLessThan(16)
      }
    }
  })

  test('cover a place of other proportions from the middle of the picture, undistorted', async () => {
    const { pixels } = await wall([
      { box: { xMm: 300, yMm: 350, widthMm: 400, heightMm: 400, rotationDeg: 0 }, shown: dogs },
    ])
    const part = await sharp(Buffer.from(pixels.data), {
      raw: { width: size.widthPx, height: size.heightPx, channels: 3 },
    })
      .extract({ left: 140, top: 210, width: 560, height: 560 })
      .png()
      .toBuffer()
    const square = await sharp(files.get(name('a')))
      .resize(560, 560, { fit: 'cover' })
      .png()
      .toBuffer()
    expect(await meanDifference(await opened(part), await opened(square))).toBeLessThan(0.01)
  })

  test.each(['marigold', 'quiet'] as const)(
    '%s: something is seen, all ground stays around it',
    async (kind) => {
      const { pixels } = await wall([
        { box: { xMm: 500, yMm: 350, widthMm: 300, heightMm: 300, rotationDeg: 0 }, shown: { kind } },
      ])
      const greenAt = (x: number, y: number) => pixels.data[(y * size.widthPx + x) * 3 + 1] ?? 0
      expect(Math.abs(greenAt(100, 100) - 0xe2)).toBeLessThanOrEqual(1)
      expect(greenAt(700, 490)).toBeLessThan(0xe2 - 8)
    },
  )

  test('open each picture once', async () => {
    let reads = 0
    const loadPicture = pictureCache((sha256) => {
      reads++
      return read(sha256)
    })
    for (const { contents } of baseTiles({ size, background, places: turned }))
      await drawBaseTile(contents, loadPicture)
    expect(reads).toBe(2)
  })

  test('a picture that cannot be read is said, and asked for again the next time', async () => {
    let broken = true
    const loadPicture = pictureCache((sha256) => (broken ? Promise.reject(new Error('gone')) : read(sha256)))
    await expect(loadPicture(name('a'))).rejects.toThrow('gone')
    broken = false
    expect((await loadPicture(name('a'))).widthPx).toBe(400)
  })
})

test('upper tiles show the four below at half size, up to one tile that shows it all', async () => {
  const { tiles, pixels } = await wall(turned)
  const levels = pyramidLevels(size.widthPx, size.heightPx)
  let below = tiles
  for (let n = levels.length - 2; n >= 0; n--) {
    const level = levels[n]
    const levelBelow = levels[n + 1]
    if (!level || !levelBelow) throw new Error('no such level')
    const drawn = new Map<string, Buffer>()
    for (const address of tilesOf(level)) {
      const [a, b, c, d] = childrenOf(levelBelow, address).map((child) =>
        child ? (below.get(`${child.column}/${child.row}`) ?? null) : null,
      )
      const four: Four<Buffer> = [a ?? null, b ?? null, c ?? null, d ?? null]
      const bytes = await drawUpperTile(four)
      const { width, height } = await sharp(bytes).metadata()
      const rect = tileRect(level, address)
      expect([width, height]).toEqual([rect.widthPx, rect.heightPx])
      drawn.set(`${address.column}/${address.row}`, bytes)
    }
    below = drawn
  }
  expect(below.size).toBe(1)
  expect(await meanDifference(await opened(below.get('0/0') ?? Buffer.alloc(0)), pixels)).toBeLessThan(0.01)
})
