/**
 * Parked drafts: "Gem til en anden dag". A draft is sealed on the phone with a key made of the card's secret, and lies
 * here for 90 days under an id made of it too (`web/src/lib/maker/sealed-draft.ts`). Whoever holds the card can open
 * it; nobody else can, also not here.
 */
import { z } from 'zod'
import { sendingPaths } from './sending.ts'
import { endpoint } from './endpoint.ts'
import { HouseCode } from './ids.ts'

export const parkedDays = 90

/** 256 bits, in lower-case hex. The secret cannot be found from it. */
export const ParkedId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'ParkedId'>()
export type ParkedId = z.infer<typeof ParkedId>

const byId = z.object({ id: ParkedId })

export const parkDraft = endpoint({
  name: 'parkDraft',
  method: 'PUT',
  path: sendingPaths.parked,
  who: 'anyone',
  summary: 'Keeps a sealed draft for 90 days, in the place of what was kept under the same id before',
  params: byId,
  query: z.object({ house: HouseCode }),
  bytes: 'application/octet-stream',
  problems: ['house-not-found', 'content-missing', 'content-too-large', 'storage-full', 'busy'],
})

export const fetchParkedDraft = endpoint({
  name: 'fetchParkedDraft',
  method: 'GET',
  path: sendingPaths.parked,
  who: 'anyone',
  summary: 'The sealed draft',
  params: byId,
  answer: 'bytes',
  problems: ['card-unknown'],
})

export const remindOfDraft = endpoint({
  name: 'remindOfDraft',
  method: 'PATCH',
  path: sendingPaths.parked,
  who: 'anyone',
  summary: 'Whether the house may remind its maker. The house is told how many want it, never who',
  params: byId,
  body: z.object({ remind: z.boolean() }),
  problems: ['card-unknown'],
})

export const unparkDraft = endpoint({
  name: 'unparkDraft',
  method: 'DELETE',
  path: sendingPaths.parked,
  who: 'anyone',
  summary: 'Lets go of the draft. The answer is the same whether there was one or not',
  params: byId,
})
