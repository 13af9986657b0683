import { createHash } from 'node:crypto'
import { PieceId } from '#core/contract/ids.ts'

/**
 * The same id for the same words, always: what is sent again with it is not taken in twice.
 * A UUID of version 8 (RFC 9562, section 5.8) over SHA-256.
 */
export function steadyId(...words: readonly (string | Uint8Array)[]): PieceId {
  const hash = createHash('sha256')
  for (const word of words) hash.update(createHash('sha256').update(word).digest())
  const hex = hash.digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`]
  return PieceId.parse([...parts, hex.slice(20, 32)].join('-'))
}
