/** Every layout that is offered: done by the log as one operation, just as it was looked at, and undone as one. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { layoutTaskOf } from '#core/composition/arrange.ts'
import { layoutPieces } from '#core/composition/layout-pieces.ts'
import { compositionOf } from '#core/composition/state.ts'
import { createHouse } from '#core/contract/artworks.ts'
import {
  applyOperation,
  getComposition,
  type HandChange,
  type Placement,
} from '#core/contract/composition.ts'
import { PlacementId, type ArtworkSlug, type PieceId } from '#core/contract/ids.ts'
import { layouts } from '#core/layout/registry.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()
/** The last has the longest code that there can be. */
const codes = ['laden', 'aaen', `hus-${'a'.repeat(36)}`]
const counts = [9, 3, 1]
let slug: ArtworkSlug
let pieces: PieceId[][]

beforeAll(async () => {
  for (const code of codes)
    await curator.call(createHouse, { body: { code, name: code, kind: 'vaerested', town: 'Kolding' } })
})

beforeEach(async () => {
  const made = await makeArtwork(curator, { houses: codes })
  slug = made.slug
  pieces = []
  for (const [index, houseCode] of codes.entries()) {
    const count = counts[index] ?? 0
    pieces.push(await insertReadyPieces(house.deps, { artworkId: made.artwork.id, houseCode, count }))
  }
})

const composition = () => curator.call(getComposition, { params: { slug } })

const layOut = (layout: string, options: Record<string, unknown> = {}) =>
  curator.call(applyOperation, {
    params: { slug },
    body: { kind: 'layout', clientOpId: randomUUID(), layout, options, seed: 7 },
  })

async function hang(pieceId: PieceId | undefined, more: Partial<Placement>): Promise<Placement['id']> {
  const id = PlacementId.parse(randomUUID())
  const box = { xMm: 500, yMm: 400, widthMm: 200, heightMm: 150, rotationDeg: 0 }
  const values = { ...box, pieceId: pieceId ?? null, slot: null, layer: 0, locked: false, ...more }
  const changes: HandChange[] = [{ do: 'add', id, values }]
  await curator.call(applyOperation, {
    params: { slug },
    body: { kind: 'place', clientOpId: randomUUID(), changes },
  })
  return id
}

const boxes = (placements: readonly Placement[]) =>
  new Map(
    placements.flatMap(({ pieceId, xMm, yMm, widthMm, heightMm, rotationDeg, slot }) =>
      pieceId ? [[pieceId, { xMm, yMm, widthMm, heightMm, rotationDeg, slot }]] : [],
    ),
  )

test('pieces that came at the same moment stand in one order for the composer and for the log', async () => {
  const all = pieces.flat()
  await house.deps.db
    .updateTable('piece')
    .set({ receivedAt: new Date('2026-11-01T12:00:00Z') })
    .where('id', 'in', all)
    .execute()
  expect((await composition()).pieces.map(({ id }) => id)).toEqual(all.toSorted())
})

describe.each(layouts)('$id', (layout) => {
  test('is done as it was looked at, with one piece locked and one that stands, and undone as one', async () => {
    const locked = await hang(pieces[0]?.[0], { locked: true })
    await hang(pieces[1]?.[0], { xMm: 1200, slot: 'aaen.1' })
    const before = await composition()
    const state = compositionOf(before.placements)
    const lookedAt = layout.arrange({
      ...layoutTaskOf(state, layoutPieces(before.pieces), before.size),
      options: {},
      seed: 7,
    })
    const { operation } = await layOut(layout.id)
    const after = await composition()
    expect(operation).toMatchObject({ kind: 'layout', seq: before.seq + 1 })
    expect(after.placements).toHaveLength(13)
    expect(after.placements.find(({ id }) => id === locked)).toEqual(
      before.placements.find(({ id }) => id === locked),
    )
    const done = boxes(after.placements.filter(({ id }) => id !== locked))
    expect(done).toEqual(new Map(lookedAt.map(({ pieceId, box, slot }) => [pieceId, { ...box, slot }])))

    await curator.call(applyOperation, {
      params: { slug },
      body: { kind: 'undo', clientOpId: randomUUID(), undoes: operation.seq },
    })
    expect(boxes((await composition()).placements)).toEqual(boxes(before.placements))
  })
})

test('of 35 + 1, what a hand lays in the common field stays in it', async () => {
  await layOut('thirty-five-plus-one')
  const { placements } = await composition()
  const common = placements.find(({ slot }) => slot === 'common.1')
  const own = placements.find(({ slot }) => slot === 'laden.4')
  const changes: HandChange[] = own
    ? [{ do: 'set', id: own.id, values: { xMm: common?.xMm, yMm: common?.yMm } }]
    : []
  await curator.call(applyOperation, {
    params: { slug },
    body: { kind: 'move', clientOpId: randomUUID(), changes },
  })
  await layOut('thirty-five-plus-one')
  const again = (await composition()).placements.filter(({ slot }) => slot?.startsWith('common.'))
  expect(again.map(({ pieceId }) => pieceId)).toContain(own?.pieceId)
})

test('a work in which everyone stands is left alone by the free layout, and an empty place is kept', async () => {
  await layOut('grid')
  const empty = await hang(undefined, { xMm: 20, yMm: 20, widthMm: 10, heightMm: 10 })
  const before = await composition()
  const { operation } = await layOut('free')
  expect(operation.changes).toEqual([])
  const after = await composition()
  expect(boxes(after.placements)).toEqual(boxes(before.placements))
  expect(after.placements.map(({ id }) => id)).toContain(empty)
})

test('options of another layout, and none of its own kind, are told apart', async () => {
  await expect(layOut('thirty-five-plus-one', { commonPercent: 90 })).rejects.toMatchObject({
    type: 'bad-request',
  })
  await expect(layOut('marigold', { shape: 'square' })).rejects.toMatchObject({ type: 'bad-request' })
  expect((await composition()).placements).toEqual([])
})
