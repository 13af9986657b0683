/** Runs in a process of its own, see decoders.ts: a photo in, its pixels made, and nothing done with them. */
import { setImmediate } from 'node:timers'
import sharp from 'sharp'

process.on('message', (photo) => {
  if (!(photo instanceof Uint8Array)) return
  void sharp(photo)
    .raw()
    .toBuffer({ resolveWithObject: true })
    .then(({ info }) => setImmediate(() => process.send?.(info.size)))
})
