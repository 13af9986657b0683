/** Real pictures on the ways that they take to us: which of them are known again, and which are never mixed up. */
import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { isSamePicture, type Likeness } from '#core/picture/same-picture.ts'
import { fixture } from '#tests/support/pictures.ts'
import { decodePicture } from './decode.ts'
import { pictureFeatures } from './features.ts'
import { drawText } from './lettering.ts'
import type { Pixels } from './pixels.ts'
import { makeLadder } from './renditions.ts'

async function likenessOf(pixels: Pixels): Promise<Likeness | null> {
  const { perceptualHash, features } = await pictureFeatures((await makeLadder(pixels)).smallest)
  const { widthPx, heightPx } = pixels
  return perceptualHash === null ? null : { perceptualHash, features, widthPx, heightPx }
}
const sent = async (bytes: Uint8Array) => likenessOf(await decodePicture(bytes))
const written = async (picture: Sharp) => sent(await picture.toBuffer())

const photos = ['brushes.jpg', 'dogs.jpg', 'starry-night.jpg', 'sunrise.jpg'] as const

test.each(photos)('%s is the same written anew, made smaller, and stripped of hidden data', async (name) => {
  const bytes = await fixture(name)
  const original = await sent(bytes)
  expect(original).not.toBeNull()
  const upright = () => sharp(bytes).autoOrient()
  const smaller = (longSide: number) =>
    upright().resize(longSide, longSide, { fit: 'inside', withoutEnlargement: true })
  for (const copy of [
    upright().jpeg({ quality: 50 }),
    smaller(1600).jpeg({ quality: 70 }),
    smaller(1280).webp({ quality: 70, effort: 0 }),
    smaller(640).jpeg({ quality: 60 }),
  ])
    expect(isSamePicture(original, await written(copy))).toBe(true)
})

test.each(photos)('%s is not the same photographed again a moment later', async (name) => {
  const { data, info } = await sharp(await fixture(name)).autoOrient().raw().toBuffer({ resolveWithObject: true }) // prettier-ignore
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } }
  const [width, height] = [Math.round(info.width * 0.9), Math.round(info.height * 0.9)]
  const seen = (left: number) =>
    written(
      sharp(data, raw)
        .extract({ left: Math.round(info.width * left), top: 0, width, height })
        .png(),
    )
  const first = await seen(0.05)
  for (const moved of [0.07, 0.03]) expect(isSamePicture(first, await seen(moved))).toBe(false)
})

test('no two of these photos, of drawings on white paper and of texts are the same', async () => {
  const likenesses = await Promise.all([
    ...photos.map(async (name) => sent(await fixture(name))),
    ...['apple.png', 'lighthouse.png', 'meadow-with-gps.jpg'].map(async (name) => sent(await fixture(name))),
    ...['sol', 'sok', 'Solen skinner', 'Solen skinnede', 'En kop kaffe', 'En kop te'].map(async (text) =>
      likenessOf(await drawText(text, { paper: '#ffffff', ink: '#14213d' })),
    ),
  ])
  expect(likenesses).not.toContain(null)
  for (const [at, one] of likenesses.entries())
    for (const other of likenesses.slice(at + 1)) expect(isSamePicture(one, other)).toBe(false)
})

test('a wall in one colour is like nothing, and not busy; a photo is somewhat', async () => {
  const wall = sharp({ create: { width: 900, height: 600, channels: 3, background: '#a1b2c3' } }).jpeg()
  expect(await written(wall)).toBeNull()
  const { gradientEnergy } = await pictureFeatures(await decodePicture(await wall.toBuffer()))
  expect(gradientEnergy).toBeLessThan(0.001)
  const photo = await pictureFeatures(await decodePicture(await fixture('dogs.jpg')))
  expect(photo.gradientEnergy).toBeGreaterThan(0.005)
  expect(photo.gradientEnergy).toBeLessThan(0.2)
})
