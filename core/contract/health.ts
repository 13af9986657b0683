/** Whether the house stands: the database, the storage and the jobs, each told apart. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const Part = z.discriminatedUnion('state', [
  z.object({ state: z.literal('well') }),
  /** `reason` is for the person who keeps the machine: no path, no address, no secret. */
  z.object({ state: z.literal('ill'), reason: z.string() }),
])

export const Health = z.object({
  state: z.enum(['well', 'ill']),
  database: Part,
  storage: Part,
  jobs: Part,
})
export type Health = z.infer<typeof Health>

/** Answered with 200 when all is well and 503 when a part is ill; the body is the same. */
export const getHealth = endpoint({
  name: 'getHealth',
  method: 'GET',
  path: '/api/health',
  who: 'anyone',
  summary: 'How the database, the storage and the jobs are',
  answer: Health,
  alsoStatus: 503,
})
