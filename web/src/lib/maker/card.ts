/**
 * The card is made on the phone, so that it can be shown without net. The secret is 16 random bytes. Its hash is
 * taken of those bytes, not of their letters; the three words are the first three bytes of that hash.
 */
import { fromBase64url, randomBytes, sha256Hex, toBase64url } from './bytes.ts'

export const newCardSecret = (): string => toBase64url(randomBytes(16))

export const cardHash = (secret: string): Promise<string> => sha256Hex(fromBase64url(secret))

/** What the QR carries. The secret stands after `#`, so it is in no log and no Referer. */
export const cardLink = (origin: string, secret: string): string => `${origin}/kort#${secret}`
