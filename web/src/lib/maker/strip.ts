/** Takes what is hidden in a picture out of it. What a phone's camera makes needs nothing more; other kinds fetch how. */
import { isJpeg, stripJpeg } from '#core/privacy/jpeg.ts'

/** @throws where the other kinds cannot be fetched */
export async function strip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (isJpeg(bytes)) return stripJpeg(bytes)
  const { stripHidden } = await import('#core/privacy/strip.ts')
  return stripHidden(bytes)
}
