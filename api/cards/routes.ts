import type { z } from 'zod'
import * as contract from '#core/contract/cards.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Deps } from '../deps.ts'
import { placeInCurrentEdition } from '../editions/faces.ts'
import type { Limits } from '../http/limits.ts'
import type { Routes } from '../http/routes.ts'
import { openPicture } from '../pieces/pictures.ts'
import { changeCard } from './change.ts'
import { creditOf, findCardPiece, pieceOfCard, piecesOfWords, visibilityOf } from './repository.ts'
import { deletePiece, hidePiece, showPiece } from './withdraw.ts'

type CardPiece = z.input<typeof contract.CardPiece>

async function cardPiece({ db }: Pick<Deps, 'db'>, pieceId: string): Promise<CardPiece> {
  const row = await findCardPiece(db, pieceId)
  return {
    id: row.id,
    kind: row.kind,
    artwork: { slug: row.slug, title: row.title },
    house: { code: row.houseCode, name: row.houseName, town: row.houseTown },
    preparation: row.preparation,
    decision: row.decision,
    visibility: visibilityOf(row),
    credit: creditOf(row),
    consents: { screen: row.screenYes, web: row.webYes, print: row.printYes },
    place: await placeInCurrentEdition(db, row.artworkId, row.id),
  }
}

export function cardRoutes(routes: Routes, deps: Deps, limits: Limits): void {
  const { db } = deps

  routes.on(contract.getCard, async ({ cardHash }) => cardPiece(deps, await pieceOfCard(db, cardHash())))

  routes.on(contract.getCardPicture, async ({ cardHash, params }) =>
    openPicture(deps, await pieceOfCard(db, cardHash()), params.size),
  )

  routes.on(contract.changeCard, async ({ cardHash, body }) => {
    const pieceId = await pieceOfCard(db, cardHash())
    await changeCard(deps, pieceId, body)
    return cardPiece(deps, pieceId)
  })

  routes.on(contract.hidePiece, async ({ cardHash }) => {
    const pieceId = await pieceOfCard(db, cardHash())
    await hidePiece(deps, pieceId)
    return cardPiece(deps, pieceId)
  })

  routes.on(contract.showPiece, async ({ cardHash }) => {
    const pieceId = await pieceOfCard(db, cardHash())
    await showPiece(deps, pieceId)
    return cardPiece(deps, pieceId)
  })

  routes.on(contract.deletePiece, async ({ cardHash }) => {
    const pieceId = await pieceOfCard(db, cardHash())
    await deletePiece(deps, pieceId)
    return cardPiece(deps, pieceId)
  })

  routes.on(contract.hideByWords, async ({ params, body }) => {
    await limits.cardWords.take(params.house)
    for (const pieceId of await piecesOfWords(db, params.house, body.words))
      await hidePiece(deps, pieceId).catch((error: unknown) => {
        // Wrong words, no such card, already deleted: all are answered alike.
        if (!(error instanceof Problem)) throw error
      })
    return { heard: true as const }
  })
}
