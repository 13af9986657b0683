/** From an endpoint of the contract to a route: who may call is checked, what comes in is parsed, what goes out too. */
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router, type Request, type Response } from 'express'
import type { z } from 'zod'
import type { Endpoint, Stream } from '#core/contract/endpoint.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Staff } from '#core/contract/staff.ts'
import type { Callers } from './callers.ts'

/** Bytes to answer with. `cache` is the Cache-Control. */
export interface Picture {
  readonly mediaType: string
  readonly byteSize: number
  readonly stream: Readable
  readonly cache: string
}

/** Sends one server-sent event. */
export type Send = (event: string, data: unknown) => void

export interface Received<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly body: z.output<B>
  /** Who is signed in, for curators' endpoints. */
  readonly staff: () => Staff
  /** The piece whose card was shown, for endpoints of the card. */
  readonly cardPiece: () => string
  /** The screen that holds the token, for endpoints of the screen. */
  readonly screenId: () => string
  readonly request: Request
  readonly response: Response
}

/** Starts telling a caller news; gives what stops it. */
type Follow = (send: Send) => Promise<() => void>

type Given<A> = A extends z.ZodType ? z.input<A> : A extends 'picture' ? Picture : Follow

export interface Routes {
  readonly router: Router
  on<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType | Stream>(
    endpoint: Endpoint<P, Q, B, A>,
    handler: (received: Received<P, Q, B>) => Promise<Given<A>>,
  ): void
}

// The types of `on` see to it that a handler answers what its endpoint says.
const isFollow = (endpoint: Endpoint, _answer: unknown): _answer is Follow => endpoint.answer === 'events'
const isPicture = (endpoint: Endpoint, _answer: unknown): _answer is Picture => endpoint.answer === 'picture'

interface Caller {
  readonly staff: Staff | null
  readonly cardPiece: string | null
  readonly screenId: string | null
}

async function identify(endpoint: Endpoint, request: Request, callers: Callers): Promise<Caller> {
  const nobody: Caller = { staff: null, cardPiece: null, screenId: null }
  switch (endpoint.who) {
    case 'anyone':
      return nobody
    case 'card':
      return { ...nobody, cardPiece: await callers.card(request) }
    case 'screen':
      return { ...nobody, screenId: await callers.screen(request) }
    case 'curator':
      return { ...nobody, staff: await callers.curator(request) }
  }
}

const present = <T>(value: T | null): T => {
  if (value === null) throw new Problem('not-allowed')
  return value
}

async function sendPicture(response: Response, picture: Picture): Promise<void> {
  response.set({
    'content-type': picture.mediaType,
    'content-length': String(picture.byteSize),
    'cache-control': picture.cache,
  })
  // A reader who goes away in the middle is no failure of ours.
  await pipeline(picture.stream, response).catch(() => response.destroy())
}

/** How often an idle stream says that it is alive, so that neither end nor a proxy gives it up. */
const heartbeatMs = 20_000

async function sendEvents(response: Response, follow: Follow): Promise<void> {
  response.set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const waiting: string[] = []
  let open = false
  const write = (text: string) => {
    if (open) response.write(text)
    else waiting.push(text)
  }
  const stop = await follow((event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
  open = true
  response.write(`retry: 2000\n\n${waiting.join('')}`)
  const heartbeat = setInterval(() => response.write(': here\n\n'), heartbeatMs)
  response.on('close', () => {
    clearInterval(heartbeat)
    stop()
  })
}

export function makeRoutes(callers: Callers): Routes {
  const router = Router()

  function on<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType | Stream>(
    endpoint: Endpoint<P, Q, B, A>,
    handler: (received: Received<P, Q, B>) => Promise<Given<A>>,
  ): void
  function on(
    endpoint: Endpoint,
    handler: (received: Received<z.ZodType, z.ZodType, z.ZodType>) => Promise<unknown>,
  ): void {
    const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1')
    const method = ({ GET: 'get', PUT: 'put', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const)[
      endpoint.method
    ]
    router[method](path, async (request, response) => {
      if (endpoint.method !== 'GET') callers.refuseCrossSite(request)
      const caller = await identify(endpoint, request, callers)
      const hasNo = (shape: z.ZodType) => shape.type === 'undefined'
      const answer = await handler({
        params: hasNo(endpoint.params) ? undefined : endpoint.params.parse(request.params),
        query: hasNo(endpoint.query) ? undefined : endpoint.query.parse(request.query),
        // A multipart body is read by its own route, which knows where the bytes go.
        body: hasNo(endpoint.body) || endpoint.multipart ? undefined : endpoint.body.parse(request.body),
        staff: () => present(caller.staff),
        cardPiece: () => present(caller.cardPiece),
        screenId: () => present(caller.screenId),
        request,
        response,
      })
      if (isFollow(endpoint, answer)) return sendEvents(response, answer)
      if (isPicture(endpoint, answer)) return sendPicture(response, answer)
      if (endpoint.who !== 'anyone') response.set('cache-control', 'no-store')
      response.status(response.statusCode === 200 ? endpoint.status : response.statusCode)
      if (typeof endpoint.answer === 'string' || answer === undefined) response.end()
      // Parsed on the way out as well: what the contract does not name cannot leave the house.
      else response.json(endpoint.answer.parse(answer))
    })
  }

  return { router, on }
}
