/** What a caller sent, turned into the types of the contract. What does not fit is the caller's bad request. */
import express, { type Request, type Response } from 'express'
import type { z } from 'zod'
import type { Endpoint } from '#core/contract/endpoint.ts'
import { Problem } from '#core/contract/problems.ts'

/** @throws {Problem} bad-request, with the fields that do not fit */
export function parseGiven<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const parsed = shape.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Problem('bad-request', {
    issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    cause: parsed.error,
  })
}

/** Whether there is a body at all (RFC 9112, section 6). */
const hasBody = ({ headers }: Request) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

const jsonReaders = new Map<number, express.RequestHandler>()

/**
 * Reads a JSON body, only now that we know who sends it and how much of it the endpoint takes.
 * @throws {Problem} media-type-unsupported, and what Express's parser throws
 */
export async function readJson(
  request: Request,
  response: Response,
  { bodyMaxBytes }: Pick<Endpoint, 'bodyMaxBytes'>,
): Promise<unknown> {
  if (hasBody(request) && request.is('application/json') === false)
    throw new Problem('media-type-unsupported')
  const read = jsonReaders.get(bodyMaxBytes) ?? express.json({ limit: bodyMaxBytes, strict: true })
  jsonReaders.set(bodyMaxBytes, read)
  return readWith(read, request, response)
}

/**
 * @returns how a body of bytes is read, whole into memory, once somebody has decided to take it
 * @throws what Express's parser throws, also when the body ends before it is whole
 */
export function bytesReader(maxBytes: number): (request: Request, response: Response) => Promise<Buffer> {
  const read = express.raw({ type: () => true, limit: maxBytes, inflate: false })
  return async (request, response) => {
    const body = await readWith(read, request, response)
    return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  }
}

async function readWith(
  read: express.RequestHandler,
  request: Request,
  response: Response,
): Promise<unknown> {
  await new Promise<void>((resolve, reject) => {
    void read(request, response, (error: unknown) => {
      if (error === undefined) resolve()
      else reject(error instanceof Error ? error : new Error('the body could not be read', { cause: error }))
    })
  })
  return request.body
}
