/** The api keeps the session in a cookie. A form action speaks to the api for the browser, so it hands the cookie on. */
import type { Cookies } from '@sveltejs/kit'

type Fetch = typeof globalThis.fetch

interface GivenCookie {
  name: string
  value: string
  options: NonNullable<Parameters<Cookies['set']>[2]>
}

/** Reads one `Set-Cookie` line (RFC 6265 section 4.1). Its value stays as the api wrote it. */
export function readSetCookie(line: string): GivenCookie {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const given = new Map(
    attributes.map((attribute) => {
      const [name = '', ...value] = attribute.split('=')
      return [name.toLowerCase(), value.join('=')]
    }),
  )
  const sameSite = given.get('samesite')?.toLowerCase()
  const maxAge = given.get('max-age')
  const expires = given.get('expires')
  const split = pair.indexOf('=')
  return {
    name: pair.slice(0, split),
    value: pair.slice(split + 1),
    options: {
      path: given.get('path') ?? '/',
      httpOnly: given.has('httponly'),
      secure: given.has('secure'),
      encode: (value: string) => value,
      ...(sameSite === 'strict' || sameSite === 'lax' || sameSite === 'none' ? { sameSite } : {}),
      ...(maxAge !== undefined && { maxAge: Number(maxAge) }),
      ...(expires !== undefined && { expires: new Date(expires) }),
    },
  }
}

/** The same fetch, but what cookies the api sets or clears reach the browser. */
export function handingCookiesOn(fetch: Fetch, cookies: Cookies): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    for (const line of response.headers.getSetCookie()) {
      const { name, value, options } = readSetCookie(line)
      cookies.set(name, value, options)
    }
    return response
  }
}
