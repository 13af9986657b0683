/** Calls an endpoint of the contract over real HTTP. What is not a good answer is thrown as the problem it names. */
import type { z } from 'zod'
import type { Endpoint, Nothing, Stream } from '#core/contract/endpoint.ts'
import { readProblem } from '#core/contract/problems.ts'

type Part<Name extends string, Shape extends z.ZodType> = Shape extends Nothing
  ? { [key in Name]?: undefined }
  : { [key in Name]: z.input<Shape> }

type Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', P> &
  (Q extends Nothing ? { query?: undefined } : { query?: z.input<Q> }) &
  Part<'body', B> & {
    content?: Blob | undefined
    headers?: Record<string, string> | undefined
    onResponse?: ((response: Response) => void) | undefined
  }

function addressOf(endpoint: Pick<Endpoint, 'path'>, params: unknown, query: unknown): string {
  const named = new Map<string, unknown>(Object.entries({ ...(params ?? {}) }))
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(named.get(name))),
  )
  const search = new URLSearchParams(
    Object.entries({ ...(query ?? {}) }).map(([name, value]) => [name, String(value)]),
  )
  return search.size > 0 ? `${path}?${search}` : path
}

interface Loose {
  params?: unknown
  query?: unknown
  body?: unknown
  content?: Blob | undefined
  headers?: Record<string, string> | undefined
  onResponse?: ((response: Response) => void) | undefined
}

export type Call = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType | Stream,
>(
  endpoint: Endpoint<P, Q, B, A>,
  given: Given<P, Q, B>,
) => Promise<A extends z.ZodType ? z.output<A> : Response>

/** Calls one house, always with the same headers: as somebody who is signed in, holds a card, or is nobody. */
export function callerOf(origin: string, always: Record<string, string> = {}): Call {
  function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType | Stream>(
    endpoint: Endpoint<P, Q, B, A>,
    given: Given<P, Q, B>,
  ): Promise<A extends z.ZodType ? z.output<A> : Response>
  async function call(endpoint: Endpoint, given: Loose): Promise<unknown> {
    const headers = new Headers({ ...always, ...given.headers })
    let body: BodyInit | null = null
    if (endpoint.bytes !== null) {
      headers.set('content-type', endpoint.bytes)
      body = given.content ?? null
    } else if (endpoint.multipart) {
      const form = new FormData()
      form.set('piece', JSON.stringify(given.body))
      if (given.content) form.set('content', given.content, 'content')
      body = form
    } else if (given.body !== undefined) {
      headers.set('content-type', 'application/json')
      body = JSON.stringify(given.body)
    }
    const address = origin + addressOf(endpoint, given.params, given.query)
    const response = await fetch(address, { method: endpoint.method, headers, body })
    given.onResponse?.(response)
    if (!response.ok) throw readProblem(await response.json().catch(() => null))
    if (typeof endpoint.answer === 'string') return response
    return response.status === 204 ? undefined : endpoint.answer.parse(await response.json())
  }
  return call
}
