/** Pieces of PNG files, for those that no program writes. */
import { crc32 } from 'node:zlib'

/** One chunk: length, name, data, checksum (PNG, Third Edition, 5.3). */
export function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  chunk.set(body, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}
