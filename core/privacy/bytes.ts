/** Reading numbers and names out of a file's bytes, and putting what is kept of them together again. */

export type ByteOrder = 'little' | 'big'

/** Null beyond the end. */
export function uint16(bytes: Uint8Array, at: number, order: ByteOrder): number | null {
  const first = bytes[at]
  const second = bytes[at + 1]
  if (first === undefined || second === undefined) return null
  return order === 'big' ? first * 256 + second : second * 256 + first
}

/** Null beyond the end. */
export function uint32(bytes: Uint8Array, at: number, order: ByteOrder): number | null {
  const first = uint16(bytes, at, order)
  const second = uint16(bytes, at + 2, order)
  if (first === null || second === null) return null
  return order === 'big' ? first * 65_536 + second : second * 65_536 + first
}

/** One byte a letter. */
export const letters = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))

export const hasName = (bytes: Uint8Array, at: number, name: string): boolean =>
  letters(name).every((letter, index) => bytes[at + index] === letter)

/** The four letters that name a chunk or a box. */
export const nameAt = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4))

export const bigEndian = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 0xff,
  (value >>> 8) & 0xff,
  value & 0xff,
]

export const littleEndian = (value: number): number[] => bigEndian(value).reverse()

/** One copy of the parts, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
