/** Takes what is hidden in a picture out of it, on the phone, before anything is sent. One file a format. */
import { isHeif, stripHeif } from './heif.ts'
import { isJpeg, stripJpeg } from './jpeg.ts'
import { isPng, stripPng } from './png.ts'
import { isWebp, stripWebp } from './webp.ts'

/**
 * Without decoding, and without a second copy: the picture looks the same, place, time, phone, words and whatever is hung
 * on are gone. A file that we do not understand comes back as it is: better sent than broken, and the server keeps
 * nothing but pixels of any.
 */
export function stripHidden(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (isJpeg(bytes)) return stripJpeg(bytes)
  if (isPng(bytes)) return stripPng(bytes)
  if (isWebp(bytes)) return stripWebp(bytes)
  if (isHeif(bytes)) return stripHeif(bytes)
  return bytes
}
