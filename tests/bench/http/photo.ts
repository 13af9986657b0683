/** A photo as a phone takes it, in as many versions as are sent: no two have the same bytes. */
import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { fixture } from '#tests/support/pictures.ts'

/** Twelve megapixels with a sensor's noise, about 3.5 MB. */
export async function takePhoto(): Promise<Buffer> {
  const size = { width: 4032, height: 3024 }
  const noise = await sharp({
    create: { ...size, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 24 } },
  })
    .raw()
    .toBuffer()
  return sharp(await fixture('path.jpg'))
    .resize({ ...size, fit: 'cover' })
    .composite([{ input: noise, raw: { ...size, channels: 3 }, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer()
}

/** The same picture with a comment of 16 random bytes after the first marker (ITU-T T.81, B.2.4.5). */
export function retake(photo: Buffer): Buffer {
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 18]), randomBytes(16)])
  return Buffer.concat([photo.subarray(0, 2), comment, photo.subarray(2)])
}
