/**
 * The one typed client. Pages hand it their own `fetch` (in `load` SvelteKit's, in the browser `window.fetch`).
 *
 * @example const artwork = await call(fetch, getArtwork, { params: { slug } })
 */
import type { z } from 'zod'
import { buildHeader, type Endpoint, type Nothing, type Stream } from '#core/contract/endpoint.ts'
import { Problem, readProblem } from '#core/contract/problems.ts'

type Fetch = typeof globalThis.fetch

type Part<Name extends string, Shape extends z.ZodType> = Shape extends Nothing
  ? { [key in Name]?: undefined }
  : { [key in Name]: z.input<Shape> }

/** What a call needs beside the endpoint. `card` and `screen` go into `Authorization`, never into an address. */
export type Request<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', P> &
  (Q extends Nothing ? { query?: undefined } : { query?: z.input<Q> }) &
  Part<'body', B> & {
    /** The part `content` of a multipart endpoint, or the body of one that takes bytes. */
    content?: Blob
    headers?: Record<string, string>
    card?: string
    screen?: string
    signal?: AbortSignal
    /**
     * The build of this page: what comes from the same one is not checked a second time. For answers of thousands, where that is
     * most of what it takes to read them.
     */
    build?: string | undefined
    /** Goes through also when the page that asked is left meanwhile. For short bodies: browsers let 64 kB of them do so. */
    outlives?: true
  }

type Answer<A> = A extends z.ZodType ? z.output<A> : Response

/** The address of an endpoint, for an `<img>` or a link. */
export function address<P extends z.ZodType, Q extends z.ZodType>(
  endpoint: Pick<Endpoint<P, Q>, 'path'>,
  given: Part<'params', P> & { query?: unknown },
): string
export function address(
  endpoint: Pick<Endpoint, 'path'>,
  given: { params?: unknown; query?: unknown },
): string {
  const params = new Map<string, unknown>(Object.entries({ ...(given.params ?? {}) }))
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params.get(name))),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...(given.query ?? {}) }))
    if (typeof value === 'string' || typeof value === 'number') query.set(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}

function bodyOf(endpoint: Endpoint, body: unknown, content: Blob | undefined): BodyInit | null {
  if (endpoint.bytes !== null) return content ?? null
  if (!endpoint.multipart) return body === undefined ? null : JSON.stringify(body)
  const form = new FormData()
  form.set('piece', JSON.stringify(body))
  if (content) form.set('content', content, 'content')
  return form
}

async function problemOf(response: Response): Promise<Problem> {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  if (isJson) return readProblem(await response.json().catch(() => null))
  return new Problem(response.status >= 502 && response.status <= 504 ? 'unavailable' : 'unexpected')
}

/**
 * Calls the api and returns the checked answer, or for a picture or event stream the `Response` itself.
 * @throws {Problem} what the api said went wrong, or `unavailable` when nothing answered
 */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType | Stream,
>(fetch: Fetch, endpoint: Endpoint<P, Q, B, A>, request: Request<P, Q, B>): Promise<Answer<A>>
export async function call(
  fetch: Fetch,
  endpoint: Endpoint,
  request: {
    params?: unknown
    query?: unknown
    body?: unknown
    content?: Blob
    headers?: Record<string, string>
    card?: string
    screen?: string
    signal?: AbortSignal
    build?: string | undefined
    outlives?: true
  },
): Promise<unknown> {
  // No `accept`, which says nothing that the api does not know: with it, what a page had fetched ahead would not be taken.
  const headers = new Headers(request.headers)
  if (endpoint.bytes !== null) headers.set('content-type', endpoint.bytes)
  if (request.body !== undefined && !endpoint.multipart) headers.set('content-type', 'application/json')
  if (request.card) headers.set('authorization', `Card ${request.card}`)
  if (request.screen) headers.set('authorization', `Screen ${request.screen}`)
  const response = await fetch(address(endpoint, { params: request.params, query: request.query }), {
    method: endpoint.method,
    headers,
    body: bodyOf(endpoint, request.body, request.content),
    credentials: 'same-origin',
    ...(request.signal && { signal: request.signal }),
    ...(request.outlives && { keepalive: true }),
  }).catch((cause: unknown) => {
    throw new Problem('unavailable', { cause })
  })
  if (!response.ok) throw await problemOf(response)
  if (typeof endpoint.answer === 'string') return response
  if (response.status === 204) return undefined
  const answer: unknown = await response.json()
  const isChecked = request.build !== undefined && response.headers.get(buildHeader) === request.build
  return isChecked ? answer : endpoint.answer.parse(answer)
}
