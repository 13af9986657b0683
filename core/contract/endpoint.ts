/**
 * One endpoint, said once: from this the api's router checks what comes in, the OpenAPI document is written, and
 * the web's client gets its types.
 *
 * @example
 * const getArtwork = endpoint({
 *   name: 'getArtwork', method: 'GET', path: '/api/artworks/{slug}', who: 'anyone',
 *   summary: 'One artwork', params: z.object({ slug: ArtworkSlug }), answer: Artwork,
 *   problems: ['artwork-not-found'],
 * })
 */
import { z } from 'zod'
import type { ProblemType } from './problems.ts'

/**
 * Tells with each answer which build of the pages the api serves. Api and pages of one build are made of one contract: what it
 * was checked by on its way out need not be checked again where it comes in.
 */
export const buildHeader = 'x-build'

/** Who may call: with a card or a screen's token in `Authorization`, or signed in as staff with the session cookie. */
export type Caller = 'anyone' | 'card' | 'screen' | 'curator'

type Shape = z.ZodType
/** An answer that is no JSON: a picture, a sound, bytes that mean nothing here, or a stream of server-sent events. */
export type Stream = 'picture' | 'sound' | 'bytes' | 'events'

export interface Endpoint<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Answer extends Shape | Stream = Shape | Stream,
> {
  readonly name: string
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  /** With `{params}` in OpenAPI's way. */
  readonly path: `/api/${string}`
  readonly who: Caller
  readonly summary: string
  readonly params: Params
  readonly query: Query
  /** In lower case. Read by the endpoint's own route. */
  readonly headers: Shape
  /** JSON, or for a multipart endpoint the JSON in its part `piece`, beside the bytes in its part `content`. */
  readonly body: Body
  readonly multipart: boolean
  /** The media type of a body that is bytes and nothing else, read by the endpoint's own route. */
  readonly bytes: string | null
  /** A JSON body above this is not read. */
  readonly bodyMaxBytes: number
  readonly answer: Answer
  /** The status of a good answer. */
  readonly status: 200 | 201 | 202 | 204
  /** A status that comes with the same body. */
  readonly alsoStatus: 503 | null
  /** All that can go wrong and be said. What follows from `who`, `method` and shapes need not be declared. */
  readonly problems: readonly ProblemType[]
}

/** No params, no query, no body, or no answer. */
export const Nothing = z.undefined()
export type Nothing = typeof Nothing

type Given<Params, Query, Body, Answer> = Pick<Endpoint, 'name' | 'method' | 'path' | 'who' | 'summary'> & {
  params?: Params
  query?: Query
  headers?: Shape
  body?: Body
  answer?: Answer
  multipart?: boolean
  bytes?: string
  bodyMaxBytes?: number
  alsoStatus?: Endpoint['alsoStatus']
  status?: Endpoint['status']
  problems?: readonly ProblemType[]
}

/** Declares an endpoint; what is left out is `Nothing`. */
export function endpoint<
  Params extends Shape = Nothing,
  Query extends Shape = Nothing,
  Body extends Shape = Nothing,
  Answer extends Shape | Stream = Nothing,
>(given: Given<Params, Query, Body, Answer>): Endpoint<Params, Query, Body, Answer>
export function endpoint(given: Given<Shape, Shape, Shape, Shape | Stream>): Endpoint {
  const answer = given.answer ?? Nothing
  const declared = {
    params: Nothing,
    query: Nothing,
    headers: Nothing,
    body: Nothing,
    multipart: false,
    bytes: null,
    bodyMaxBytes: 100_000,
    alsoStatus: null,
    ...given,
    answer,
    status: given.status ?? (answer === Nothing ? 204 : 200),
  }
  return { ...declared, problems: [...new Set([...(given.problems ?? []), ...commonProblems(declared)])] }
}

const callerProblems: Record<Caller, readonly ProblemType[]> = {
  anyone: [],
  card: ['card-unknown'],
  screen: ['screen-unknown'],
  curator: ['sign-in-needed', 'not-allowed'],
}

/** What follows from who may call an endpoint and what it takes. */
function commonProblems(declared: Omit<Endpoint, 'problems'>): ProblemType[] {
  const { who, method, params, query, headers, body, bytes, alsoStatus } = declared
  const isNothing = (shape: Shape) => shape.type === 'undefined'
  return [
    ...([params, query, headers, body].every(isNothing) ? [] : (['bad-request'] as const)),
    ...(isNothing(body) && bytes === null ? [] : (['content-too-large', 'media-type-unsupported'] as const)),
    ...(method === 'GET' ? [] : (['cross-site'] as const)),
    ...callerProblems[who],
    ...(alsoStatus === 503 ? [] : (['unavailable'] as const)),
    'unexpected',
  ]
}
