/**
 * A draft as it lies on the server: sealed with a key that only the card gives.
 *
 * From the card's 16 secret bytes HKDF-SHA-256 (RFC 5869, no salt, one label each) makes the id under which the draft
 * lies and an AES-GCM key of 256 bits. Neither gives the secret, the other, or the hash that the server knows a finished
 * piece's card by. What is sealed: 12 random bytes, then the ciphertext of four bytes of length (big-endian), the draft
 * as JSON and the photo's bytes.
 */
import { fromBase64url, randomBytes, toHex } from './bytes.ts'
import { newDraft, type Draft } from './pieces.ts'

const nonceBytes = 12
const lengthBytes = 4

export interface OpenedDraft {
  readonly draft: Draft
  readonly photo: ArrayBuffer | null
}

const label = (purpose: 'id' | 'key'): HkdfParams => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: new Uint8Array(),
  info: new TextEncoder().encode(`faellesvaerk parked ${purpose}`),
})

const material = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromBase64url(secret), 'HKDF', false, ['deriveBits', 'deriveKey'])

/** Where the draft of a card lies: 64 hex digits. */
export async function parkedIdOf(secret: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(label('id'), await material(secret), 256)))
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const aes = { name: 'AES-GCM', length: 256 }
  return crypto.subtle.deriveKey(label('key'), await material(secret), aes, false, ['encrypt', 'decrypt'])
}

export async function sealDraft(secret: string, { draft, photo }: OpenedDraft): Promise<Blob> {
  // What was hidden is hidden for good: what it was before stays on the phone that it was hidden on.
  const left = { ...draft, card: null, hidden: [], unhidden: [] }
  const words = new TextEncoder().encode(JSON.stringify(left))
  const plain = new Uint8Array(lengthBytes + words.length + (photo?.byteLength ?? 0))
  new DataView(plain.buffer).setUint32(0, words.length)
  plain.set(words, lengthBytes)
  if (photo) plain.set(new Uint8Array(photo), lengthBytes + words.length)
  const iv = randomBytes(nonceBytes)
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(secret), plain)
  return new Blob([iv, cipher])
}

/** @returns null when it was not sealed with this card, or is not whole */
export async function openDraft(secret: string, sealed: ArrayBuffer): Promise<OpenedDraft | null> {
  const iv = new Uint8Array(sealed.slice(0, nonceBytes))
  const plain = await crypto.subtle
    .decrypt({ name: 'AES-GCM', iv }, await keyOf(secret), sealed.slice(nonceBytes))
    .catch(() => null)
  if (plain === null || plain.byteLength < lengthBytes) return null
  const photoAt = lengthBytes + new DataView(plain).getUint32(0)
  const written: unknown = JSON.parse(new TextDecoder().decode(plain.slice(lengthBytes, photoAt)))
  if (!isDraft(written)) return null
  const photo = plain.slice(photoAt)
  // Sealed by an earlier version of these pages, it lacks what has come since.
  const draft = { ...newDraft(written.id, written.code), ...written, card: secret }
  return { draft, photo: photo.byteLength > 0 ? photo : null }
}

/** Only these pages can have sealed it: what is asked is whether it is a draft at all. */
const isDraft = (written: unknown): written is Draft =>
  typeof written === 'object' &&
  written !== null &&
  'id' in written &&
  typeof written.id === 'string' &&
  'code' in written &&
  typeof written.code === 'string' &&
  'strokes' in written &&
  Array.isArray(written.strokes)
