/** The log: what happened to the house, never to whom. No address, no header, no name, nothing that a maker wrote. */
import { pino, type DestinationStream, type Logger } from 'pino'

/** @param level as pino has them; `silent` for none */
export function makeLog(level: string, destination: DestinationStream): Logger {
  return pino({ level, base: null, serializers: { err: describe } }, destination)
}

/**
 * What is told of a failure: its kind, its words and where it happened. PostgreSQL's `detail`, `where` and the like
 * quote the row that did not fit, and its words about data that did not fit (class 22) quote the data.
 */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const message = code?.startsWith('22') ? error.message.replace(/".*/s, '…') : error.message
  const frames = /\n {4}at .*/s.exec(error.stack ?? '')?.[0].trim()
  const constraint =
    'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
  return {
    type: error.name,
    message,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(frames !== undefined && { stack: frames }),
    ...(error.cause !== undefined && { cause: describe(error.cause) }),
  }
}
