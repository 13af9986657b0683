/**
 * The contract for stored bytes. A backend is one file here and passes `conformance.ts`.
 * Keys are paths of plain words: `pieces/<uuid>/512`. Nothing is ever overwritten half: a key holds whole bytes or none.
 */
import type { Readable } from 'node:stream'

/** Lower-case letters, digits, dots and dashes in each step; no step begins with a dot. */
const keyPattern = /^[a-z0-9-][a-z0-9.-]*(\/[a-z0-9-][a-z0-9.-]*)*$/

export class StoreFull extends Error {
  constructor(cause: unknown) {
    super('the store has no room left', { cause })
    this.name = 'StoreFull'
  }
}

export class NotStored extends Error {
  constructor(key: string) {
    super(`nothing is stored under ${key}`)
    this.name = 'NotStored'
  }
}

export interface Written {
  readonly byteSize: number
  /** Of the bytes as they went by. */
  readonly sha256: Buffer
}

/** What a list says of a key; S3's ListObjectsV2 says the same. */
export interface Stored {
  readonly key: string
  readonly writtenAt: Date
  readonly byteSize: number
}

export interface Store {
  /**
   * Keeps all that the source gives under a key, replacing what was there. When it fails nothing new is stored.
   * @throws {StoreFull}
   */
  write(key: string, source: Readable | Uint8Array): Promise<Written>
  /** @throws {NotStored} */
  read(key: string): Promise<Buffer>
  /** For answers over HTTP. @throws {NotStored} */
  open(key: string): Promise<{ readonly stream: Readable; readonly byteSize: number }>
  has(key: string): Promise<boolean>
  /** Takes away what is stored under a key; nothing there is no error. */
  remove(key: string): Promise<void>
  /** Takes away every key under a prefix of whole steps: `pieces/<uuid>`. */
  removeAll(prefix: string): Promise<void>
  /** Every key under a prefix of whole steps, in no order. */
  list(prefix: string): AsyncIterable<Stored>
  /**
   * Takes away what is left of writes that were begun before a moment and never came to an end, because the program
   * was killed. None of it ever had a key.
   */
  removeUnfinished(before: Date): Promise<void>
  /** Proves that bytes can be written and read back. @throws whatever went wrong */
  check(): Promise<void>
}

/** @throws {TypeError} when a key could mean something to a file system */
export function assertKey(key: string): void {
  if (!keyPattern.test(key) || key.length > 300)
    throw new TypeError(`not a storage key: ${JSON.stringify(key)}`)
}
