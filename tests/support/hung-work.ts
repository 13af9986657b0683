/**
 * An artwork in which two pieces hang, in a house where nobody works (`ROLE: 'web'`): the test draws it when it wants to,
 * on a store that does what it wants.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { applyOperation, getComposition } from '#core/contract/composition.ts'
import { getPublicEdition, type EditionFace } from '#core/contract/editions.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { LeftOut } from '#core/contract/left-out.ts'
import { drawEdition } from '#api/editions/draw.ts'
import { preparePiece } from '#api/pieces/prepare.ts'
import { callerOf } from './call.ts'
import { approve, askToPublish, hang } from './hang.ts'
import { storedKeys, type TestHouse } from './house.ts'
import { sendPiece } from './maker.ts'
import { fixture } from './pictures.ts'
import { makeArtwork, type TestCurator } from './staff.ts'

export type HungWork = Awaited<ReturnType<typeof hangWork>>

export async function hangWork(house: TestHouse, curator: TestCurator) {
  const size = { widthMm: 1600, heightMm: 900, widthPx: 1100, heightPx: 620 }
  const { artwork, slug, place } = await makeArtwork(curator, { size })
  const apple = await sendPiece(house.origin, { ...place, content: await fixture('apple.png') })
  const lighthouse = await sendPiece(house.origin, { ...place, content: await fixture('lighthouse.png') })
  for (const [index, { id }] of [apple, lighthouse].entries()) {
    await preparePiece(house.deps, id)
    await approve(curator, id)
    const box = { xMm: 400 + index * 800, yMm: 450, widthMm: 600, heightMm: 600, rotationDeg: 0 }
    await hang(curator, slug, id, box)
  }

  const tilesInStore = async () =>
    new Set((await storedKeys(house, 'tiles')).map((key) => key.replace('tiles/', '')))
  /** What other tests of the file have left is none of this artwork's. */
  const othersTiles = await tilesInStore()

  /** The tiles and covers that the faces of the current edition name. */
  async function namedTiles(): Promise<Set<string>> {
    const { rows } = await sql<{ pyramid: EditionFace['pyramid']; cover: string }>`
      select pyramid, cover from edition_face where edition_id = (
        select id from edition where artwork_id = ${artwork.id} and state = 'published' order by number desc limit 1)`.execute(
      house.deps.db,
    )
    return new Set(
      rows.flatMap(({ pyramid, cover }) => [cover, ...pyramid.levels.flatMap(({ tiles }) => tiles.flat())]),
    )
  }

  const shownFace = () => callerOf(house.origin)(getPublicEdition, { params: { slug } })

  return {
    slug,
    artworkId: artwork.id,
    apple,
    lighthouse,
    /** Queues it only. */
    publish: (leftOut: readonly LeftOut[] = []) => askToPublish(curator, slug, leftOut),
    draw: (storage = house.deps.storage) => drawEdition({ ...house.deps, storage }, artwork.id),
    shownFace,
    shownPieces: async () => (await shownFace()).pieces.map(({ pieceId }) => pieceId),
    async removeFromComposition(piece: PieceId): Promise<void> {
      const { placements } = await curator.call(getComposition, { params: { slug } })
      const id = placements.find(({ pieceId }) => pieceId === piece)?.id ?? ''
      await curator.call(applyOperation, {
        params: { slug },
        body: { kind: 'remove', clientOpId: randomUUID(), changes: [{ do: 'remove', id }] },
      })
    },
    namedTiles,
    /** No tile is left but those that are shown. */
    async expectNoOtherTiles(): Promise<void> {
      const named = await namedTiles()
      expect(named.size).toBeGreaterThan(4)
      expect((await tilesInStore()).difference(othersTiles)).toEqual(named)
    },
  }
}
