/**
 * The gamma that a PNG declares. libvips heeds colour profiles only; browsers heed this as well, so without it a picture
 * from an old program hangs darker or lighter than its maker saw it. PNG (Third Edition, W3C 2025), 11.3.2.2 `gAMA`.
 */

/** 1 / 2.2, as good as sRGB: what nearly every PNG with a gamma says. In 1/100,000. */
const usual = 45_455
/** Closer than this nobody sees it, and much software rounds. */
const tolerance = 0.05

/** Chunks that tell the colours more exactly: then the gamma is not asked. */
const moreExact = new Set(['sRGB', 'iCCP', 'cICP'])

/** @returns the exponent from linear light to what is stored (1 = stored linear), or null where it is the usual one */
export function oddGamma(png: Uint8Array): number | null {
  const file = Buffer.from(png.buffer, png.byteOffset, png.byteLength)
  let gamma: number | null = null
  // Signature of 8 bytes, then chunks: length, name, data, checksum. Colours are told before the first data.
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at)
    const name = file.toString('latin1', at + 4, at + 8)
    if (name === 'IDAT' || name === 'IEND') break
    if (moreExact.has(name)) return null
    if (name === 'gAMA' && length === 4) gamma = file.readUInt32BE(at + 8)
    at += 12 + length
  }
  if (gamma === null || gamma === 0 || Math.abs(gamma - usual) < usual * tolerance) return null
  return gamma / 100_000
}

/** For each stored value of 8 bits the value that sRGB has for the same light (IEC 61966-2-1). */
export function toSrgb(gamma: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, stored) => {
    const light = (stored / 255) ** (1 / gamma)
    const encoded = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055
    return Math.round(encoded * 255)
  })
}
