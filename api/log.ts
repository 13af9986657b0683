/** The log: what happened to the house, never to whom. No address, no header, no name, nothing that a maker wrote. */
import { pino, type DestinationStream, type Logger } from 'pino'
import { z } from 'zod'

/** @param level as pino has them; `silent` for none */
export function makeLog(level: string, destination: DestinationStream): Logger {
  return pino({ level, base: null, serializers: { err: describe } }, destination)
}

/** pg-boss tells its failures as plain objects that look like errors. */
const Failure = z.object({
  name: z.string().catch('object'),
  message: z.string(),
  stack: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  constraint: z.string().optional().catch(undefined),
  cause: z.unknown().optional(),
})

/**
 * What is told of a failure: its kind, its words and where it happened. PostgreSQL's `detail`, `where` and the like
 * quote the row that did not fit, and its words about data that did not fit (class 22) quote the data.
 */
function describe(error: unknown): unknown {
  const failure = Failure.safeParse(error)
  if (!failure.success) return typeof error
  const { name, message, stack, code, constraint, cause } = failure.data
  const frames = /\n {4}at .*/s.exec(stack)?.[0].trim()
  return {
    type: name,
    message: code?.startsWith('22') ? message.replace(/".*/s, '…') : message,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(frames !== undefined && { stack: frames }),
    ...(cause !== undefined && { cause: describe(cause) }),
  }
}
