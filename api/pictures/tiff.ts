/**
 * The smallest way to hand raw pixels and their colour profile to sharp: an uncompressed TIFF made here.
 * Layout after TIFF 6.0 (Adobe, 1992) section 2; the profile's tag after ICC.1:2022 annex B.4.
 */

/** Three bytes a pixel, or four with alpha that is not premultiplied; `strideBytes` from the start of a row to the next. */
interface ProfiledPixels {
  readonly data: Uint8Array
  readonly strideBytes: number
  readonly widthPx: number
  readonly heightPx: number
  readonly channels: 3 | 4
  readonly icc: Uint8Array | null
}

const short = 3
const long = 4
const undefinedBytes = 7

/**
 * Header and directory come after the pixels, so that the pixels are copied once and nothing is moved.
 * @returns a file in memory of its own, which may be handed to another thread
 */
export function profiledTiff(pixels: ProfiledPixels): Buffer<ArrayBuffer> {
  const { data, strideBytes, widthPx, heightPx, channels, icc } = pixels
  const rowBytes = widthPx * channels
  const pixelsAt = 8
  const bitsAt = even(pixelsAt + rowBytes * heightPx)
  const iccAt = bitsAt + 8
  const directoryAt = even(iccAt + (icc?.length ?? 0))
  const entries = [
    [256, long, 1, widthPx],
    [257, long, 1, heightPx],
    [258, short, channels, bitsAt],
    [259, short, 1, 1], // not compressed
    [262, short, 1, 2], // RGB
    [273, long, 1, pixelsAt],
    [277, short, 1, channels],
    [278, long, 1, heightPx],
    [279, long, 1, rowBytes * heightPx],
    ...(channels === 4 ? [[338, short, 1, 2]] : []), // the fourth is alpha, not premultiplied
    ...(icc ? [[34675, undefinedBytes, icc.length, iccAt]] : []),
  ]
  const file = Buffer.alloc(directoryAt + 2 + entries.length * 12 + 4)
  file.write('II*\0', 0, 'latin1')
  file.writeUInt32LE(directoryAt, 4)
  for (let row = 0; row < heightPx; row++) {
    const from = row * strideBytes
    file.set(data.subarray(from, from + rowBytes), pixelsAt + row * rowBytes)
  }
  for (let channel = 0; channel < channels; channel++) file.writeUInt16LE(8, bitsAt + channel * 2)
  if (icc) file.set(icc, iccAt)
  file.writeUInt16LE(entries.length, directoryAt)
  for (const [i, [tag = 0, type = 0, count = 0, value = 0]] of entries.entries()) {
    const at = directoryAt + 2 + i * 12
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(type, at + 2)
    file.writeUInt32LE(count, at + 4)
    file.writeUInt32LE(value, at + 8)
  }
  return file
}

const even = (offset: number) => offset + (offset % 2)
