/** What every answer says to the browser about what it may do with it. */
import helmet from 'helmet'
import type { RequestHandler } from 'express'

/** The pages' own policy comes from SvelteKit, which knows the hashes of its start script. */
export function securityHeaders(): RequestHandler[] {
  const common = helmet({
    contentSecurityPolicy: false,
    // Not "no-referrer": with it browsers post plain forms with `Origin: null`, which the cross-site check refuses.
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
  const permissions: RequestHandler = (_request, response, next) => {
    response.set(
      'permissions-policy',
      'camera=(self), microphone=(self), geolocation=(), browsing-topics=(), interest-cohort=()',
    )
    next()
  }
  return [common, permissions]
}

/** Answers of the api are data: nothing in them may load, run or be framed. */
export const apiPolicy: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
})
