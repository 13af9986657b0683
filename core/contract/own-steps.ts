/** What a curator has done to a composition, as far as undo and redo need it. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ArtworkSlug } from './ids.ts'

/** `isEmpty`: an undo that had to leave everything alone, so that there is nothing to redo. */
export const OwnStep = z.object({
  seq: z.int().min(1),
  clientOpId: z.uuid(),
  undoes: z.int().nullable(),
  isEmpty: z.boolean(),
})
export type OwnStep = z.infer<typeof OwnStep>

/** So many of a curator's last steps are told: five hundred done and each of them undone. */
export const ownStepsMax = 1000

export const listOwnSteps = endpoint({
  name: 'listOwnSteps',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/operations/mine',
  who: 'curator',
  summary: 'What the curator who asks has done lately, in order: what can be undone and done again',
  params: z.object({ slug: ArtworkSlug }),
  answer: z.array(OwnStep),
  problems: ['artwork-not-found'],
})
