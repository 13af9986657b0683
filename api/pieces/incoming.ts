/** Takes a multipart piece off the wire: its content goes straight to the store while it is hashed, never whole into memory. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Request, Response } from 'express'
import multer, { MulterError, type StorageEngine } from 'multer'
import { Problem } from '#core/contract/problems.ts'
import { PieceSubmission } from '#core/contract/pieces.ts'
import type { Store } from '#storage/store.ts'
import { parseGiven } from '../http/given.ts'
import { sniffBytes } from '../pictures/sniff.ts'

/** Content that has arrived whole and lies under `key` until a piece owns it. */
export interface IncomingContent {
  readonly key: string
  readonly sha256: Buffer
  readonly byteSize: number
  /** The first bytes, by which its type is told. */
  readonly head: Buffer
}

const asBytes = (chunk: unknown): Buffer =>
  chunk instanceof Uint8Array
    ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    : Buffer.from(String(chunk))

async function* keepingHead(source: AsyncIterable<unknown>, head: Buffer[]): AsyncGenerator<Buffer> {
  let kept = 0
  for await (const chunk of source) {
    const bytes = asBytes(chunk)
    if (kept < sniffBytes) {
      head.push(bytes.subarray(0, sniffBytes - kept))
      kept += bytes.length
    }
    yield bytes
  }
}

/** Keeps what a source gives until a piece owns it. @throws what the store says */
export async function keepIncoming(storage: Store, source: AsyncIterable<unknown>): Promise<IncomingContent> {
  const key = `incoming/${randomUUID()}`
  const head: Buffer[] = []
  const { sha256, byteSize } = await storage.write(key, Readable.from(keepingHead(source, head)))
  return { key, sha256, byteSize, head: Buffer.concat(head) }
}

/** What became of the content of a request: it lies there, or the store could not take it. */
type Arrival = { readonly content: IncomingContent } | { readonly failure: unknown }

/** multer's storage engine over our store. What became of the content is remembered by the request it came with. */
function engineOver(storage: Store, arrivals: WeakMap<object, Arrival>): StorageEngine {
  return {
    _handleFile(request, file, done) {
      keepIncoming(storage, file.stream).then(
        (content) => {
          arrivals.set(request, { content })
          done(null, { size: content.byteSize })
        },
        (failure: unknown) => {
          arrivals.set(request, { failure })
          done(failure)
        },
      )
    },
    _removeFile(request, _file, done) {
      const arrival = arrivals.get(request)
      if (!arrival || !('content' in arrival)) {
        done(null)
        return
      }
      arrivals.delete(request)
      storage.remove(arrival.content.key).then(
        () => done(null),
        (error: unknown) =>
          done(error instanceof Error ? error : new Error('the content could not be removed')),
      )
    },
  }
}

export type ReadPiece = (
  request: Request,
  response: Response,
) => Promise<{ submission: PieceSubmission; content: IncomingContent | null }>

/**
 * @returns a reader that throws `Problem` bad-request or content-too-large, or what the store says, and then leaves
 * nothing behind
 */
export function pieceReader(storage: Store, maxBytes: number): ReadPiece {
  const arrivals = new WeakMap<object, Arrival>()
  const upload = multer({
    storage: engineOver(storage, arrivals),
    limits: { fileSize: maxBytes, files: 1, fields: 1, parts: 2, fieldSize: 20_000, fieldNameSize: 20 },
  }).single('content')

  return async (request, response) => {
    await new Promise<void>((resolve, reject) => {
      upload(request, response, (error: unknown) => {
        if (error === undefined || error === null) resolve()
        else reject(uploadFailure(error, arrivals.get(request)))
      })
    })
    const arrival = arrivals.get(request)
    const content = arrival && 'content' in arrival ? arrival.content : null
    try {
      const fields: unknown = request.body
      const piece = typeof fields === 'object' && fields !== null && 'piece' in fields ? fields.piece : null
      return { submission: parseGiven(PieceSubmission, parseJson(piece)), content }
    } catch (error) {
      if (content) await storage.remove(content.key)
      throw error
    }
  }
}

/** Only the store's failures are ours; a form that is broken, cut off or too much is the sender's. */
function uploadFailure(error: unknown, arrival: Arrival | undefined): Error {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE')
    return new Problem('content-too-large', { cause: error })
  const isOurs = arrival && 'failure' in arrival && arrival.failure === error
  return isOurs && error instanceof Error ? error : new Problem('bad-request', { cause: error })
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string')
    throw new Problem('bad-request', { issues: [{ path: 'piece', message: 'missing' }] })
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('bad-request', { issues: [{ path: 'piece', message: 'not JSON' }], cause })
  }
}
