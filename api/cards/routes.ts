import type { z } from 'zod'
import * as contract from '#core/contract/cards.ts'
import type { HouseCode } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Db } from '../database/connect.ts'
import type { Deps } from '../deps.ts'
import { placeInCurrentEdition } from '../editions/faces.ts'
import { houseOf } from '../houses/columns.ts'
import { houseIds } from '../houses/repository.ts'
import { evenly } from '../http/evenly.ts'
import type { Limits } from '../http/limits.ts'
import type { Routes } from '../http/routes.ts'
import { openPicture } from '../pieces/pictures.ts'
import { changeCard } from './change.ts'
import { creditOf, findCardPiece, piecesOfWords, reasonOf, visibilityOf } from './repository.ts'
import { deletePiece, hidePiece, showPiece } from './withdraw.ts'

type CardPiece = z.input<typeof contract.CardPiece>

async function show({ db }: Pick<Deps, 'db'>, pieceId: string): Promise<CardPiece> {
  const row = await findCardPiece(db, pieceId)
  return {
    id: row.id,
    kind: row.kind,
    artwork: { slug: row.slug, title: row.title },
    house: houseOf(row),
    preparation: row.preparation,
    decision: row.decision,
    reason: reasonOf(row),
    visibility: visibilityOf(row),
    credit: creditOf(row),
    nameWaits: row.placeable && row.credit === 'name' && row.shownName === null,
    consents: { screen: row.screenYes, web: row.webYes, print: row.printYes, alter: row.alterYes },
    place: await placeInCurrentEdition(db, row.artworkId, row.id),
    first: row.twinOf === null ? null : await showFirst(db, row.artworkId, row.twinOf),
  }
}

/** How it is with the piece that stands for a twin. Nothing of whose it is. */
async function showFirst(db: Db, artworkId: string, firstId: string): Promise<CardPiece['first']> {
  const first = await findCardPiece(db, firstId)
  const place = await placeInCurrentEdition(db, artworkId, firstId)
  return { decision: first.decision, reason: reasonOf(first), shown: place && firstId }
}

export function cardRoutes(routes: Routes, deps: Deps, limits: Limits): void {
  const { db } = deps

  routes.on(contract.getCard, async ({ cardPiece }) => show(deps, cardPiece()))

  routes.on(contract.getCardPicture, async ({ cardPiece, params }) =>
    openPicture(deps, cardPiece(), params.size),
  )

  routes.on(contract.changeCard, async ({ cardPiece, body }) => {
    const pieceId = cardPiece()
    await changeCard(deps, pieceId, body)
    return show(deps, pieceId)
  })

  routes.on(contract.hidePiece, async ({ cardPiece }) => {
    const pieceId = cardPiece()
    await hidePiece(deps, pieceId)
    return show(deps, pieceId)
  })

  routes.on(contract.showPiece, async ({ cardPiece }) => {
    const pieceId = cardPiece()
    await showPiece(deps, pieceId)
    return show(deps, pieceId)
  })

  routes.on(contract.deletePiece, async ({ cardPiece }) => {
    const pieceId = cardPiece()
    await deletePiece(deps, pieceId)
    return show(deps, pieceId)
  })

  routes.on(contract.hideByWords, async ({ params, body }) => {
    // Words for a house that does not exist are never right, and would only fill the memory of the limit.
    if ((await houseIds(db, [params.house])).length === 0) return { heard: true as const }
    await limits.cardWords.take(params.house)
    return evenly(() => hideChosen(params.house, body))
  })

  /** Wrong words, no such card, already deleted: all are answered alike, and no sooner than right ones. */
  async function hideChosen(
    house: HouseCode,
    { words, which }: z.output<typeof contract.hideByWords.body>,
  ): Promise<z.input<typeof contract.hideByWords.answer>> {
    const heard = { heard: true as const }
    const pieces = await piecesOfWords(db, house, words)
    // Thirty people of one house who take their pieces down in one afternoon are no guessers.
    if (pieces.length > 0) await limits.cardWords.giveBack(house)
    const up = pieces.filter(({ visibility }) => visibility === 'up')
    if (up.length === 0) return heard
    const chosen = up.length === 1 ? up[0] : up.find(({ id }) => id === which)
    if (!chosen)
      return {
        ...heard,
        choose: up.map(({ id, kind, receivedAt }) => ({ id, kind, receivedAt: receivedAt.toISOString() })),
      }
    await hidePiece(deps, chosen.id).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
    })
    return heard
  }
}
