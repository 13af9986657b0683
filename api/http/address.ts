/**
 * Where a request comes from, for limits only: never written down. Pages ask the api on behalf of people, from this
 * machine itself; then it is the address of the person that counts. The pages are handed it with a secret of this
 * process, so that nobody else can claim one.
 */
import { randomUUID } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Request, RequestHandler } from 'express'

/** The pages pass it on as it is (`web/src/hooks.server.ts`). */
const header = 'x-on-behalf-of'

export interface Addresses {
  /** Before the pages: whatever a stranger claims is overruled. */
  readonly tellPages: RequestHandler
  readonly of: (request: Request) => string
}

export function makeAddresses(): Addresses {
  const secret = randomUUID()
  return {
    tellPages(request, _response, next) {
      request.headers[header] = `${secret} ${request.ip ?? ''}`
      next()
    },
    of(request) {
      const [given, address] = (request.get(header) ?? '').split(' ')
      return networkOf((given === secret ? address : request.ip) ?? '')
    },
  }
}

/** Whoever has an IPv6 address has 2^64 of them (RFC 6177): all of such a network are counted as one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1] ?? ''
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - groups.length - last.length
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...last]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
