/** Who else is at work on a composition, where and with what. Said to those who are there too, and kept nowhere. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ArtworkSlug, PlacementId } from './ids.ts'

const millimetres = z.number().min(-1e6).max(1e6)
const Place = z.object({ xMm: millimetres, yMm: millimetres })

/** What is chosen is named piece by piece up to here; of more than that only the rectangle around it is told. */
export const chosenMax = 60

/**
 * What one window tells of itself. `cursor` is where the hand is over the work, `around` is the rectangle around what is
 * chosen where that is too much to name, `heldBy` how far the hand has carried what is chosen from where it stands.
 */
export const OwnPresence = z.object({
  tab: z.uuid().toLowerCase(),
  cursor: Place.nullable(),
  chosen: z.array(PlacementId).max(chosenMax),
  around: z.object({ minX: millimetres, minY: millimetres, maxX: millimetres, maxY: millimetres }).nullable(),
  heldBy: Place.nullable(),
})
export type OwnPresence = z.infer<typeof OwnPresence>

/** So many marks there are: a colour and a shape each. */
export const markCount = 8

/** What the others are told: that, the name of who it is, and the mark by which all know that person here. */
export const Presence = OwnPresence.extend({
  name: z.string(),
  mark: z
    .int()
    .min(0)
    .max(markCount - 1),
})
export type Presence = z.infer<typeof Presence>

export const showPresence = endpoint({
  name: 'showPresence',
  method: 'POST',
  path: '/api/curator/artworks/{slug}/presence',
  who: 'curator',
  summary: 'Tells the others who follow the composition where this window is; stored nowhere',
  params: z.object({ slug: ArtworkSlug }),
  body: OwnPresence,
  problems: ['artwork-not-found'],
})
