/** Opens each stored picture once while tiles are drawn, and keeps the last used within a limit of bytes. */
import sharp from 'sharp'
import type { Sha256 } from '#core/contract/ids.ts'
import type { LoadPicture } from './tile.ts'
import type { Raster } from './sample.ts'

/** A thousand pictures of 256 px, or forty of 2048 px. */
const bytesMaxDefault = 200_000_000

/**
 * A `LoadPicture` over a way to read stored bytes. Make one for each publication and let it go afterwards.
 *
 *     const loadPicture = pictureCache((sha256) => storage.read(`renditions/${sha256}`))
 */
export function pictureCache(
  read: (sha256: Sha256) => Promise<Uint8Array>,
  bytesMax = bytesMaxDefault,
): LoadPicture {
  // A Map keeps the order of insertion: the first is the one not used for longest.
  const pictures = new Map<Sha256, { raster: Promise<Raster>; bytes: number }>()
  let bytesKept = 0

  const forget = (sha256: Sha256) => {
    bytesKept -= pictures.get(sha256)?.bytes ?? 0
    pictures.delete(sha256)
  }

  return (sha256) => {
    const known = pictures.get(sha256)
    if (known) {
      pictures.delete(sha256)
      pictures.set(sha256, known)
      return known.raster
    }
    const entry = { raster: read(sha256).then(open), bytes: 0 }
    pictures.set(sha256, entry)
    return (entry.raster = entry.raster.then(
      (raster) => {
        if (pictures.get(sha256) === entry) {
          entry.bytes = raster.data.byteLength
          bytesKept += entry.bytes
        }
        for (const oldest of pictures.keys()) {
          if (bytesKept <= bytesMax || oldest === sha256) break
          forget(oldest)
        }
        return raster
      },
      (error: unknown) => {
        forget(sha256)
        throw error
      },
    ))
  }
}

/** Only bytes that we wrote ourselves come here; no limits are needed. */
async function open(bytes: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(bytes)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height, channels: 3 }
}
