/** A piece is taken down at the worst of moments: whatever is shown, drawn or stored then, none of it is left. */
import { beforeEach, expect, test } from 'vitest'
import { changeCard, deletePiece, hidePiece } from '#core/contract/cards.ts'
import { getComposition } from '#core/contract/composition.ts'
import { decide } from '#core/contract/inbox.ts'
import { consentWordings } from '#core/contract/pieces.ts'
import { Problem } from '#core/contract/problems.ts'
import { preparePiece } from '#api/pieces/prepare.ts'
import { sweep } from '#api/jobs/sweep.ts'
import type { Store } from '#storage/store.ts'
import { callerOf } from '#tests/support/call.ts'
import { approve, hang } from '#tests/support/hang.ts'
import { storedKeys } from '#tests/support/house.ts'
import { hangWork, type HungWork } from '#tests/support/hung-work.ts'
import { sendPiece } from '#tests/support/maker.ts'
import { fixture } from '#tests/support/pictures.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

/** Nobody works in this house, so that the test does each job when it wants to. */
const { house, curator } = staffedHouse({ ROLE: 'web' })
let work: HungWork

beforeEach(async () => {
  work = await hangWork(house, curator)
})

const readType = (reason: unknown) => (reason instanceof Problem ? reason.type : String(reason))

const noToScreen = {
  purpose: 'screen',
  answer: 'no',
  wording: consentWordings.screen,
  way: 'own-screen',
} as const
const ways: [string, () => Promise<unknown>][] = [
  ['hidden', () => callerOf(house.origin, work.apple.headers)(hidePiece, {})],
  ['deleted', () => callerOf(house.origin, work.apple.headers)(deletePiece, {})],
  [
    'left out after all',
    () =>
      curator.call(decide, {
        params: { id: work.apple.id },
        body: { decision: 'declined', reason: 'rules' },
      }),
  ],
  [
    'no longer for the screen',
    () => callerOf(house.origin, work.apple.headers)(changeCard, { body: { consents: [noToScreen] } }),
  ],
]

test.each(ways)(
  '%s after the curator has taken it out of the composition, it leaves the wall too',
  async (_name, takeDown) => {
    await work.publish()
    await work.draw()
    const before = await work.namedTiles()
    await work.removeFromComposition(work.apple.id)
    await takeDown()
    await work.draw()
    const { edition, pieces } = await work.shownFace()
    expect(edition).toBe(2)
    expect(pieces.map(({ pieceId }) => pieceId)).toEqual([work.lighthouse.id])
    expect((await work.namedTiles()).difference(before).size).toBeGreaterThan(0)
    await work.expectNoOtherTiles()
  },
)

test.each(ways)('%s while the work is being drawn, no tile that held it is left', async (_name, takeDown) => {
  await work.publish()
  let written = 0
  const storage: Store = {
    ...house.deps.storage,
    async write(key, bytes) {
      written++
      if (written === 5) await takeDown()
      return house.deps.storage.write(key, bytes)
    },
  }
  await work.draw(storage)
  expect(await work.shownPieces()).toEqual([work.lighthouse.id])
  await work.expectNoOtherTiles()
})

test.each(ways)(
  '%s after the drawing was killed half way, no tile of that is left',
  async (_name, takeDown) => {
    await work.publish()
    let written = 0
    const storage: Store = {
      ...house.deps.storage,
      write(key, bytes) {
        written++
        if (written > 5) throw new Error('killed')
        return house.deps.storage.write(key, bytes)
      },
    }
    await expect(work.draw(storage)).rejects.toThrow('killed')
    await takeDown()
    await work.draw()
    expect(await work.shownPieces()).toEqual([work.lighthouse.id])
    await work.expectNoOtherTiles()
  },
)

test('deleted while it is being prepared, none of its bytes comes back', async () => {
  const { place } = await makeArtwork(curator)
  const sent = await sendPiece(house.origin, { ...place, content: await fixture('path.jpg') })
  const storage: Store = {
    ...house.deps.storage,
    async write(key, bytes) {
      if (key.endsWith('/128')) await callerOf(house.origin, sent.headers)(deletePiece, {})
      return house.deps.storage.write(key, bytes)
    },
  }
  await preparePiece({ ...house.deps, storage }, sent.id)
  const keys = await storedKeys(house, 'pieces', 'incoming')
  expect(keys.filter((key) => key.startsWith('incoming/') || key.includes(sent.id))).toEqual([])
})

test('deleted and then killed while it was being prepared, its bytes go at the next try', async () => {
  const { place } = await makeArtwork(curator)
  const sent = await sendPiece(house.origin, { ...place, kind: 'text', content: 'sol' })
  await callerOf(house.origin, sent.headers)(deletePiece, {})
  // What a worker wrote in its last moment, after the deletion.
  await house.deps.storage.write(`pieces/${sent.id}/master`, Buffer.from('x'))
  await preparePiece(house.deps, sent.id)
  expect(await house.deps.storage.has(`pieces/${sent.id}/master`)).toBe(false)
})

test('what nobody could open is let go of after a month, and the sweep takes the bytes', async () => {
  const { place } = await makeArtwork(curator)
  const content = (await fixture('dogs.jpg')).subarray(0, 600)
  const sent = await sendPiece(house.origin, { ...place, content })
  await preparePiece(house.deps, sent.id)
  const later = (days: number) => ({ now: () => new Date(Date.now() + days * 24 * 60 * 60 * 1000) })
  await sweep({ ...house.deps, clock: later(29) })
  expect(await storedKeys(house, 'incoming')).toHaveLength(1)
  await sweep({ ...house.deps, clock: later(31) })
  expect(await storedKeys(house, 'incoming')).toEqual([])
})

test('a tile is asked for again by its name, and is not sent twice; deleted, its name says nothing', async () => {
  await work.publish()
  await work.draw()
  const before = await work.shownFace()
  const hash = before.pyramid.levels[0]?.tiles[0]?.[0] ?? ''
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(house.origin + path, { headers })
  const tile = await ask(`/api/tiles/${hash}`)
  expect(tile.headers.get('cache-control')).toBe('public, max-age=300, must-revalidate')
  // As a browser asks; left out, `fetch` would say that no cache may answer.
  const known = (etag: string | null) => ({ 'if-none-match': etag ?? '', 'cache-control': 'max-age=0' })
  const again = known(tile.headers.get('etag'))
  expect((await ask(`/api/tiles/${hash}`, again)).status).toBe(304)
  const cover = await ask(`/api/artworks/${work.slug}/cover`)
  expect((await ask(`/api/artworks/${work.slug}/cover`, known(cover.headers.get('etag')))).status).toBe(304)
  expect(cover.headers.get('cache-control')).toBe('no-cache')
  await callerOf(house.origin, work.apple.headers)(deletePiece, {})
  await work.draw()
  expect((await ask(`/api/tiles/${hash}`, again)).status).toBe(404)
  const coverAgain = await ask(`/api/artworks/${work.slug}/cover`, known(cover.headers.get('etag')))
  expect(coverAgain.status).toBe(200)
  const own = await ask('/api/card/picture/256', work.lighthouse.headers)
  expect(own.headers.get('cache-control')).toBe('private, max-age=600')
  expect((await ask('/api/card/picture/256', work.apple.headers)).status).toBe(404)
})

test('withdrawn, placed, decided and published by four at once, it stands nowhere it may not', async () => {
  await work.publish()
  await work.draw()
  await work.removeFromComposition(work.apple.id)
  const box = { xMm: 9, yMm: 9, widthMm: 9, heightMm: 9, rotationDeg: 0 }
  const hangAgain = () => hang(curator, work.slug, work.apple.id, box)
  const outcomes = await Promise.allSettled([
    hangAgain(),
    work.publish([{ piece: work.apple.id, reason: 'later' }]),
    callerOf(house.origin, work.apple.headers)(hidePiece, {}),
    approve(curator, work.apple.id),
    work.draw(),
    hangAgain(),
  ])
  for (const outcome of outcomes)
    if (outcome.status === 'rejected')
      expect(['not-placeable', 'already-placed']).toContain(readType(outcome.reason))
  await work.draw()
  await work.draw()
  expect(await work.shownPieces()).toEqual([work.lighthouse.id])
  const { placements } = await curator.call(getComposition, { params: { slug: work.slug } })
  expect(placements.filter(({ pieceId }) => pieceId === work.apple.id)).toEqual([])
  await work.expectNoOtherTiles()
})
