import {
  appendPart as appendPartEndpoint,
  PartHeaders,
  receivePiece as receivePieceEndpoint,
} from '#core/contract/pieces.ts'
import { partMaxBytes } from '#core/contract/sending.ts'
import type { Deps } from '../deps.ts'
import { bytesReader, parseGiven } from '../http/given.ts'
import { makePlaces, type PlaceRules } from '../http/places.ts'
import type { Routes } from '../http/routes.ts'
import { pieceReader } from './incoming.ts'
import { appendPart } from './parts.ts'
import { receivePiece } from './receive.ts'

/**
 * A photo on its way takes a few MB of memory here, and its last step one of the database's connections. Who sends less
 * than 2 KB a second (a telephone of 1998) has no net to speak of.
 */
export const sendingRules: PlaceRules = {
  atOnce: 24,
  waitingAtMost: 400,
  patienceMs: 45_000,
  lookEveryMs: 10_000,
  leastBytes: 20_000,
}

export function pieceRoutes(routes: Routes, deps: Deps): void {
  const readPiece = pieceReader(deps.storage, deps.config.uploadMaxBytes)

  const places = makePlaces(sendingRules)

  routes.on(receivePieceEndpoint, async ({ params, request, response }) => {
    await places.take(request, response)
    const { submission, content } = await readPiece(request, response)
    return receivePiece(deps, { ...params, submission, content })
  })

  const readPart = bytesReader(partMaxBytes)
  routes.on(appendPartEndpoint, async ({ params, request, response }) => {
    const { 'upload-offset': offset } = parseGiven(PartHeaders, request.headers)
    return appendPart(deps, { ...params, offset }, async () => {
      await places.take(request, response)
      return readPart(request, response)
    })
  })
}
