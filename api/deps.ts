/** What use cases are handed. Each takes only what it needs of it: `Pick<Deps, 'db' | 'storage'>`. */
import type { Logger } from 'pino'
import type { Store } from '#storage/store.ts'
import type { CompositionReader } from './composition/reader.ts'
import type { Config } from './config.ts'
import type { Db } from './database/connect.ts'
import type { EventHub } from './http/events.ts'
import type { Jobs } from './jobs/queue.ts'
import type { Workshop } from './pictures/workshop.ts'
import type { StaffAuth } from './staff/auth.ts'

export interface Clock {
  now(): Date
}

export interface Deps {
  readonly config: Config
  readonly db: Db
  readonly storage: Store
  readonly jobs: Jobs
  /** Where pictures are prepared. */
  readonly workshop: Workshop
  readonly events: EventHub
  readonly compositionReader: CompositionReader
  readonly clock: Clock
  readonly auth: StaffAuth
  readonly log: Logger
}
