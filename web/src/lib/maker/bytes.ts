/**
 * Small things done to bytes. All of it also works where a phone reaches the house's machine without TLS
 * (`http://192.168…`): there `crypto.subtle` and `crypto.randomUUID` are missing, `getRandomValues` is not.
 */

const base64urlLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count))
}

/** RFC 4648 section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3)
    const sextets = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63]
    // n bytes need n + 1 letters.
    for (const sextet of sextets.slice(0, Math.min(3, bytes.length - at) + 1))
      text += base64urlLetters.charAt(sextet)
  }
  return text
}

/** Letters that are not base64url count as nothing; check the shape before. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let held = 0
  let heldBits = 0
  let at = 0
  for (const letter of text) {
    held = ((held << 6) | Math.max(0, base64urlLetters.indexOf(letter))) & 0xffff
    heldBits += 6
    if (heldBits < 8) continue
    heldBits -= 8
    bytes[at] = (held >> heldBits) & 0xff
    at += 1
  }
  return bytes
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** A random UUID, RFC 9562 section 5.4. */
export function newUuid(): string {
  const hex = toHex(
    randomBytes(16).map((byte, at) => {
      if (at === 6) return (byte & 0x0f) | 0x40
      return at === 8 ? (byte & 0x3f) | 0x80 : byte
    }),
  )
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if ('subtle' in crypto) return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  const { sha256 } = await import('@noble/hashes/sha2.js')
  return toHex(sha256(bytes))
}
