import sharp from 'sharp'
import { expect, test, vi } from 'vitest'
import { decodePicture } from '#api/pictures/decode.ts'
import { hiddenInSent } from '#tests/support/hidden.ts'
import { fixture, patternImage, sayPixels } from '#tests/support/pictures.ts'
import { boxesIn } from './boxes.ts'
import { stripHeif } from './heif.ts'
import { itemsIn } from './items.ts'

// Pictures take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

const strip = (bytes: Buffer) => Buffer.from(stripHeif(Uint8Array.from(bytes)))

function box(name: string, payload: string): Buffer {
  const header = Buffer.alloc(8, name.padStart(8))
  header.writeUInt32BE(8 + payload.length)
  return Buffer.concat([header, Buffer.from(payload)])
}

const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/">Kolding</x:xmpmeta>'
const avif = () =>
  patternImage()
    .withExif({ IFD0: { Artist: 'Kolding' } })
    .withXmp(xmp)
    .avif({ effort: 0, quality: 80 })
    .toBuffer()

test('overwrites EXIF and XMP where they stand, and cuts off what is hung on', async () => {
  const photo = await avif()
  const given = Buffer.concat([
    photo,
    box('uuid', 'Kolding'),
    box('mpvd', 'a film of Kolding'),
    Buffer.from('Kolding'),
  ])
  expect((await hiddenInSent(given)).length).toBeGreaterThan(1)
  const stripped = strip(given)

  expect(stripped.includes('Kolding')).toBe(false)
  expect(stripped.length).toBe(photo.length)
  expect(await hiddenInSent(stripped)).toEqual([])
  expect(sayPixels(await decodePicture(stripped))).toBe(sayPixels(await decodePicture(given)))
})

test('boxes before the picture are emptied and nothing moves', async () => {
  const photo = await avif()
  const head = photo.readUInt32BE(0)
  // A reader finds everything by numbers from the beginning of the file, so these cannot simply be put in: the walk is
  // over a box that was there before.
  const stripped = strip(
    Buffer.concat([photo.subarray(0, head), box('uuid', 'Kolding'), photo.subarray(head)]),
  )
  expect(stripped.subarray(head, head + 15)).toEqual(box('free', '\0'.repeat(7)))
})

test.each(['dogs-p3.heic', 'dogs-turned.heic', 'apple-transparent.heic', 'two-pictures.heic'])(
  '%s looks the same, and is turned the same way',
  async (name) => {
    const given = await fixture(name)
    const stripped = strip(given)
    expect(stripped.length).toBe(given.length)
    expect(await hiddenInSent(stripped)).toEqual([])
    expect(sayPixels(await decodePicture(stripped))).toBe(sayPixels(await decodePicture(given)))
  },
)

test('what is no picture’s in the store of pictures is gone', async () => {
  const given = await fixture('dogs-p3.heic')
  const store = given.lastIndexOf('mdat') - 4
  const hiding = Buffer.concat([given, Buffer.from('Kolding')])
  hiding.writeUInt32BE(hiding.length - store, store)
  const stripped = strip(hiding)
  expect(stripped.includes('Kolding')).toBe(false)
  expect(sayPixels(await decodePicture(stripped))).toBe(sayPixels(await decodePicture(given)))
})

test('an Exif that is said to go on behind the end, where something is hung on, is emptied once and for all', async () => {
  const photo = await avif()
  const told = boxesIn(photo, { from: 0, to: photo.length }).find(({ name }) => name === 'meta')
  if (!told) throw new Error('no meta')
  const inMeta = boxesIn(photo, { from: told.payload + 4, to: told.end })
  const exif = itemsIn(photo, inMeta, null)
    ?.find(({ type }) => type === 'Exif')
    ?.ranges.at(0)
  if (!exif) throw new Error('no Exif')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(exif.to - exif.from)
  const hungOn = Buffer.concat([photo, Buffer.from('Kolding')])
  hungOn.writeUInt32BE(hungOn.length, photo.lastIndexOf(length, told.end))
  const stripped = strip(hungOn)
  expect(stripped.length).toBe(photo.length)
  expect(stripped.includes('Kolding')).toBe(false)
  expect(strip(stripped)).toEqual(stripped)
})

test('films, and what breaks off before its picture, come back as they are', async () => {
  const film = Uint8Array.from(box('ftyp', 'mp42\0\0\0\0'))
  expect(stripHeif(film)).toBe(film)
  const broken = Uint8Array.from((await fixture('dogs-p3.heic')).subarray(0, 200))
  expect(stripHeif(broken)).toBe(broken)
  const headerOnly = Uint8Array.from(await sharp(await avif()).toBuffer()).slice(0, 40)
  expect(stripHeif(headerOnly)).toBe(headerOnly)
})
