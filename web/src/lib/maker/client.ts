/** The part of the typed client that the queue uses, in one chunk that is fetched when the first piece goes out. */
export { call } from '#lib/api.ts'
export { appendPart, partMaxBytes, receivePiece } from '#core/contract/pieces.ts'
export { changeCard } from '#core/contract/cards.ts'
export { ParkedId, unparkDraft } from '#core/contract/parked.ts'
export { sendInParts } from './parts.ts'
export { Problem, problemKinds } from '#core/contract/problems.ts'
