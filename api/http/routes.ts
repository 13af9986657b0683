/** From an endpoint of the contract to a route: who may call is checked, what comes in is parsed, what goes out too. */
import { Router, type Request, type Response } from 'express'
import type { z } from 'zod'
import type { Endpoint, Stream } from '#core/contract/endpoint.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Staff } from '#core/contract/staff.ts'
import { sendEvents, sendPicture, type Follow, type Picture } from './answers.ts'
import type { Callers } from './callers.ts'
import { parseGiven, readJson } from './given.ts'
import { Written } from './written.ts'

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

type Given<A> = A extends z.ZodType
  ? z.input<A> | Written<A>
  : A extends 'picture' | 'sound' | 'bytes'
    ? Picture
    : Follow

export interface Routes {
  readonly router: Router
  on<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType | Stream>(
    endpoint: Endpoint<P, Q, B, A>,
    handler: (received: Received<P, Q, B>) => Promise<Given<A>>,
  ): void
  /** After the last `on`: what is asked for in a way that no endpoint has is said to be so. */
  refuseOtherMethods(): void
}

// The types of `on` see to it that a handler answers what its endpoint says.
const isFollow = (endpoint: Endpoint, _answer: unknown): _answer is Follow => endpoint.answer === 'events'
const isPicture = (endpoint: Endpoint, _answer: unknown): _answer is Picture =>
  endpoint.answer === 'picture' || endpoint.answer === 'sound' || endpoint.answer === 'bytes'

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

const hasNo = (shape: z.ZodType) => shape.type === 'undefined'

/** A multipart body, or one of bytes, is read by its own route, which knows where the bytes go. */
async function readBody(endpoint: Endpoint, request: Request, response: Response): Promise<unknown> {
  if (endpoint.bytes !== null && !request.is(endpoint.bytes)) throw new Problem('media-type-unsupported')
  if (hasNo(endpoint.body)) return undefined
  if (!endpoint.multipart) return parseGiven(endpoint.body, await readJson(request, response, endpoint))
  if (!request.is('multipart/form-data')) throw new Problem('media-type-unsupported')
  return undefined
}

/**
 * Parsed on the way out as well: what the contract does not name cannot leave the house. An answer that several who
 * asked at once share (see `shareLooks`) is parsed and written as JSON once for all of them.
 */
function makeEncoder(): (shape: z.ZodType, answer: unknown) => string {
  const known = new WeakMap<object, string>()
  return (shape, answer) => {
    const isShareable = typeof answer === 'object' && answer !== null
    const before = isShareable ? known.get(answer) : undefined
    if (before !== undefined) return before
    const json = JSON.stringify(shape.parse(answer))
    if (isShareable) known.set(answer, json)
    return json
  }
}

export function makeRoutes(callers: Callers): Routes {
  const router = Router()
  const methods = new Map<string, Set<string>>()
  const encode = makeEncoder()

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
    methods.set(path, (methods.get(path) ?? new Set()).add(endpoint.method))
    router[method](path, async (request, response) => {
      if (endpoint.method !== 'GET') callers.refuseCrossSite(request)
      const caller = await identify(endpoint, request, callers)
      const answer = await handler({
        params: hasNo(endpoint.params) ? undefined : parseGiven(endpoint.params, request.params),
        query: hasNo(endpoint.query) ? undefined : parseGiven(endpoint.query, request.query),
        body: await readBody(endpoint, request, response),
        staff: () => present(caller.staff),
        cardPiece: () => present(caller.cardPiece),
        screenId: () => present(caller.screenId),
        request,
        response,
      })
      if (isFollow(endpoint, answer)) return sendEvents(request, response, answer)
      if (isPicture(endpoint, answer)) return sendPicture(request, response, answer)
      if (endpoint.who !== 'anyone') response.set('cache-control', 'no-store')
      response.status(response.statusCode === 200 ? endpoint.status : response.statusCode)
      if (typeof endpoint.answer === 'string' || answer === undefined) response.end()
      else if (answer instanceof Written) response.type('json').send(Buffer.from(answer.json.buffer))
      else response.type('json').send(encode(endpoint.answer, answer))
    })
  }

  function refuseOtherMethods(): void {
    for (const [path, known] of methods) {
      const allow = [...known, ...(known.has('GET') ? ['HEAD'] : [])].join(', ')
      router.all(path, (_request, response) => {
        response.set('allow', allow)
        throw new Problem('method-not-allowed')
      })
    }
  }

  return { router, on, refuseOtherMethods }
}
