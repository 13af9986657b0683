/** The api's answer, as far as a phone that sends has to understand it. */
import { problemPrefix } from '#core/contract/sending.ts'

export interface Answer {
  readonly status: number
  /** Null when all went well. */
  readonly problem: string | null
  /** From where on content is missing, if that is what was answered. */
  readonly expectedOffset: number | null
  /** Where it goes on, after a part. */
  readonly offset: number | null
  /** Of the content as the server has it. */
  readonly sha256: string | null
}

/** @throws what `fetch` throws, when nothing answered */
export async function ask(
  method: 'PUT' | 'PATCH' | 'DELETE',
  address: string,
  given: RequestInit,
): Promise<Answer> {
  const headers = { accept: 'application/json', ...given.headers }
  const response = await fetch(address, { ...given, method, headers })
  // What is no JSON came from something on the way, and says nothing of the piece.
  const body: unknown = await response.json().catch(() => null)
  const said = new Map<string, unknown>(Object.entries(body ?? {}))
  const number = (name: string): number | null => {
    const value = said.get(name)
    return typeof value === 'number' ? value : null
  }
  const type = said.get('type')
  const sha256 = said.get('sha256')
  return {
    status: response.status,
    problem: response.ok ? null : typeof type === 'string' ? type.replace(problemPrefix, '') : 'unexpected',
    expectedOffset: number('expected-offset'),
    offset: number('offset'),
    sha256: typeof sha256 === 'string' ? sha256 : null,
  }
}

/** @param path in OpenAPI's way, with `{params}` */
export const addressOf = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
