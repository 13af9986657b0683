/**
 * What a phone has to know to send. Apart from the shapes, so that one which only sends need not fetch what checks
 * them: a third of all the JavaScript on its way.
 */

/** In OpenAPI's way, with `{params}`. */
export const sendingPaths = {
  piece: '/api/artworks/{slug}/pieces/{id}',
  part: '/api/artworks/{slug}/pieces/{id}/content',
  card: '/api/card',
  parked: '/api/parked/{id}',
} as const

/** The most that a part may hold: lost on bad wifi, it costs seconds. */
export const partMaxBytes = 256 * 1024

/** Of a problem's `type` on the wire. */
export const problemPrefix = 'urn:faellesvaerk:problem:'
