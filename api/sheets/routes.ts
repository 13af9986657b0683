import * as contract from '#core/contract/sheets.ts'
import { artworkIdOf } from '../artworks/repository.ts'
import type { Deps } from '../deps.ts'
import type { Routes } from '../http/routes.ts'
import { findSheet, listSheets } from './repository.ts'

/**
 * A sheet never changes under its hash, but it can go: as with a piece's own picture a browser keeps it for the length
 * of a sitting, and asks whether it is still there afterwards.
 */
const sheetCache = 'private, max-age=600, immutable'

export function sheetRoutes(routes: Routes, { db, storage }: Pick<Deps, 'db' | 'storage'>): void {
  routes.on(contract.listSheets, async ({ params }) =>
    // One snapshot: the sheets and what lies in them belong together.
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => listSheets(tx, await artworkIdOf(tx, params.slug))),
  )

  routes.on(contract.getSheet, async ({ params }) => {
    const { storageKey } = await findSheet(db, await artworkIdOf(db, params.slug), params.sha256)
    const { stream, byteSize } = await storage.open(storageKey)
    return { mediaType: 'image/jpeg', byteSize, stream, cache: sheetCache, etag: `"${params.sha256}"` }
  })
}
