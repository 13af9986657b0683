/** The ways from the inbox to the api. Each throws a `Problem`. */
import { call } from '#lib/api.ts'
import type { Decision, DeclineReason } from '#core/contract/cards.ts'
import type { ArtworkSlug, HouseCode, PieceId } from '#core/contract/ids.ts'
import {
  answerNewName,
  decide,
  decideTogether,
  listDecided,
  listInbox,
  listNewNames,
  partTwins,
  togetherMax,
  trustHouse,
  type CuratedPiece,
  type DecidedPiece,
} from '#core/contract/inbox.ts'
import type { NamesWire } from './new-names.svelte.ts'

/** What is said of a piece. With a piece that is in goes the name that stood beside it, so that no other is approved. */
export interface Said {
  readonly decision: Decision
  readonly was: Decision
  readonly reason?: DeclineReason
  readonly seenName?: string
}

/** The name that goes with a piece that is in. */
export const seenNameOf = ({ credit }: CuratedPiece): { seenName?: string } =>
  credit.kind === 'name' ? { seenName: credit.name } : {}

/** The desk's way. */
export interface InboxWire {
  send(id: PieceId, said: Said): Promise<unknown>
  /** Takes them in together, or takes that back. @returns those for which it could be done */
  together(decision: 'approved' | 'waiting', pieces: readonly CuratedPiece[]): Promise<readonly PieceId[]>
  part(id: PieceId): Promise<unknown>
  list(): Promise<readonly CuratedPiece[]>
  listDecided(skip?: number): Promise<readonly DecidedPiece[]>
}

export const inboxWire = (slug: ArtworkSlug, decision: Decision = 'waiting'): InboxWire => ({
  send: (id, body) => call(fetch, decide, { params: { id }, body, outlives: true }),
  async together(given, pieces) {
    const done: PieceId[] = []
    for (let from = 0; from < pieces.length; from += togetherMax) {
      const some = pieces.slice(from, from + togetherMax)
      const body = { decision: given, pieces: some.map((piece) => ({ id: piece.id, ...seenNameOf(piece) })) }
      done.push(...(await call(fetch, decideTogether, { params: { slug }, body, outlives: true })).decided)
    }
    return done
  },
  part: (id) => call(fetch, partTwins, { params: { id } }),
  list: () => call(fetch, listInbox, { params: { slug }, query: { decision } }),
  listDecided: (skip = 0) => call(fetch, listDecided, { params: { slug }, query: { skip } }),
})

/** The new names' way. */
export const namesWire = (slug: ArtworkSlug): NamesWire => ({
  answer: ({ id, name }, answer) => call(fetch, answerNewName, { params: { id }, body: { name, answer } }),
  list: () => call(fetch, listNewNames, { params: { slug } }),
})

/** Says whether a house is trusted in the artwork. */
export const sendTrust = (slug: ArtworkSlug, house: HouseCode, trusted: boolean): Promise<unknown> =>
  call(fetch, trustHouse, { params: { slug, house }, body: { trusted } })
