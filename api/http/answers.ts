/** Answers that are no JSON: bytes, and streams of server-sent events. */
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'

/** Bytes to answer with. `cache` is the Cache-Control; `etag` names the bytes, where they have a name of their own. */
export interface Picture {
  readonly mediaType: string
  readonly byteSize: number
  readonly stream: Readable
  readonly cache: string
  readonly etag?: string
}

export async function sendPicture(request: Request, response: Response, picture: Picture): Promise<void> {
  response.set({ 'cache-control': picture.cache, ...(picture.etag !== undefined && { etag: picture.etag }) })
  if (request.fresh || request.method === 'HEAD') {
    picture.stream.destroy()
    response.status(request.fresh ? 304 : 200)
    if (!request.fresh)
      response.set({ 'content-type': picture.mediaType, 'content-length': String(picture.byteSize) })
    response.end()
    return
  }
  response.set({ 'content-type': picture.mediaType, 'content-length': String(picture.byteSize) })
  // A reader who goes away in the middle is no failure of ours. Of one who had gone before, nothing would close the file.
  await pipeline(picture.stream, response).catch(() => {
    picture.stream.destroy()
    response.destroy()
  })
}

/** To one who follows: `send` tells one event, `end` says that there will be no more. */
export interface Listener {
  readonly send: (event: string, data: unknown) => void
  readonly end: () => void
}

/** Starts telling a caller news; gives what stops it. */
export type Follow = (listener: Listener) => Promise<() => void>

/** How often an idle stream says that it is alive, so that neither end nor a proxy gives it up. */
const heartbeatMs = 20_000

export async function sendEvents(request: Request, response: Response, follow: Follow): Promise<void> {
  response.set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  const waiting: string[] = []
  const stream = { isOpen: false, isOver: false }
  const stop = await follow({
    send(event, data) {
      const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
      if (stream.isOpen) response.write(text)
      else waiting.push(text)
    },
    end() {
      stream.isOver = true
      if (stream.isOpen) response.end()
    },
  })
  // Whoever went away while we were getting ready is not told, and must not be remembered.
  if (response.closed || request.socket.destroyed) {
    stop()
    return
  }
  stream.isOpen = true
  response.write(`retry: 2000\n\n${waiting.join('')}`)
  const heartbeat = setInterval(() => response.write(': here\n\n'), heartbeatMs)
  response.on('close', () => {
    clearInterval(heartbeat)
    stop()
  })
  if (stream.isOver) response.end()
}
