/** Every endpoint of the api, by name. The router mounts them, the OpenAPI document lists them, the client calls them. */
import * as artworks from './artworks.ts'
import * as cards from './cards.ts'
import * as composition from './composition.ts'
import * as editions from './editions.ts'
import type { Endpoint } from './endpoint.ts'
import * as health from './health.ts'
import * as inbox from './inbox.ts'
import * as ownSteps from './own-steps.ts'
import * as parked from './parked.ts'
import * as presence from './presence.ts'
import * as pieces from './pieces.ts'
import * as screens from './screens.ts'
import * as sheets from './sheets.ts'
import * as staff from './staff.ts'
import * as versions from './versions.ts'
import * as voices from './voices.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'who' in value

/** What belongs together: one file of the contract, one folder of the api. */
export interface Resource {
  readonly name: string
  readonly endpoints: readonly Endpoint[]
}

/** The contract, in the order in which a piece goes through the house. */
export const resources: readonly Resource[] = Object.entries({
  artworks,
  pieces,
  cards,
  parked,
  inbox,
  sheets,
  composition: { ...composition, ...ownSteps },
  versions,
  presence,
  editions,
  screens,
  voices,
  staff,
  health,
}).map(([name, resource]) => ({ name, endpoints: Object.values<unknown>(resource).filter(isEndpoint) }))

export const endpoints: readonly Endpoint[] = resources.flatMap((resource) => resource.endpoints)
