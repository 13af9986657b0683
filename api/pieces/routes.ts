import {
  appendPart as appendPartEndpoint,
  partMaxBytes,
  PartHeaders,
  receivePiece as receivePieceEndpoint,
} from '#core/contract/pieces.ts'
import type { Deps } from '../deps.ts'
import { bytesReader, parseGiven } from '../http/given.ts'
import type { Routes } from '../http/routes.ts'
import { pieceReader } from './incoming.ts'
import { appendPart } from './parts.ts'
import { receivePiece } from './receive.ts'

export function pieceRoutes(routes: Routes, deps: Deps): void {
  const readPiece = pieceReader(deps.storage, deps.config.uploadMaxBytes)

  routes.on(receivePieceEndpoint, async ({ params, request, response }) => {
    const { submission, content } = await readPiece(request, response)
    return receivePiece(deps, { ...params, submission, content })
  })

  const readPart = bytesReader(partMaxBytes)
  routes.on(appendPartEndpoint, async ({ params, request, response }) => {
    const { 'upload-offset': offset } = parseGiven(PartHeaders, request.headers)
    return appendPart(deps, { ...params, offset }, () => readPart(request, response))
  })
}
