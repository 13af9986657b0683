/** A house that sends hundreds of works does not keep a person waiting: not of another house, and not of its own. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createHouse } from '#core/contract/artworks.ts'
import { type ArtworkSlug, HouseCode, PieceId, Sha256 } from '#core/contract/ids.ts'
import { consentWordings, type ConsentWay } from '#core/contract/pieces.ts'
import { receivePiece } from '#api/pieces/receive.ts'
import { countUnprepared } from '#api/pieces/repository.ts'
import { until } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const now = new Date()

// Nothing is prepared until the test says so.
const { house, curator } = staffedHouse({ ROLE: 'web' })

/** As it comes in behind the door; its picture lies nowhere, since nobody opens it here. */
async function receive(
  slug: ArtworkSlug,
  code: string,
  way: ConsentWay,
  secondsLater: number,
): Promise<string> {
  const id = PieceId.parse(randomUUID())
  const cardHash = Sha256.parse(createHash('sha256').update(randomBytes(16)).digest('hex'))
  const clock = { now: () => new Date(now.getTime() + secondsLater * 1000) }
  await receivePiece(
    { ...house.deps, clock },
    {
      slug,
      id,
      submission: {
        kind: 'photo',
        house: HouseCode.parse(code),
        credit: { kind: 'none' },
        person: 'no',
        consents: [{ purpose: 'screen', answer: 'yes', wording: consentWordings.screen, way }],
        cardHash,
      },
      content: { key: `incoming/${id}`, sha256: randomBytes(32), byteSize: png.length, head: png },
    },
  )
  return id
}

test('with five hundred of one house waiting, a person of another and a person of the same come next', async () => {
  for (const [code, name] of [
    ['stort', 'Det store hus'],
    ['lille', 'Det lille hus'],
  ] as const)
    await curator.call(createHouse, { body: { code, name, kind: 'vaerested', town: 'Kolding' } })
  const { slug } = await makeArtwork(curator, { houses: ['stort', 'lille'] })
  const batch: string[] = []
  for (let second = 0; second < 5; second++)
    batch.push(
      ...(await Promise.all(Array.from({ length: 100 }, () => receive(slug, 'stort', 'paper-slip', second)))),
    )
  const ofOther = await receive(slug, 'lille', 'own-screen', 6)
  const ofSame = await receive(slug, 'stort', 'own-screen', 7)

  const order: string[] = []
  house.deps.jobs.work('prepare-piece', 1, async ({ pieceId }) => Promise.resolve(void order.push(pieceId)))
  await until(
    () => Promise.resolve(order),
    ({ length }) => length > 2,
  )
  expect(order.slice(0, 2)).toEqual([ofOther, ofSame])
  expect(batch).toContain(order[2])
})

test('who waits is counted from an index of those who wait alone, without a look at the pieces', async () => {
  const { db } = house.deps
  // Who write at once leave pages between theirs that nobody wrote yet, and those are never taken for seen by all.
  await sql`vacuum full piece`.execute(db)
  // Pages that a transaction elsewhere in the house may still look at are not yet taken for seen by all.
  await until(
    async () => {
      await sql`vacuum analyze piece`.execute(db)
      return sql<{ isSeen: boolean }>`
        select relallvisible = relpages as "isSeen" from pg_class where oid = 'piece'::regclass`.execute(db)
    },
    ({ rows }) => rows[0]?.isSeen === true,
  )
  const { artworkId, houseId } = await db
    .selectFrom('piece')
    .select(['artworkId', 'houseId'])
    .executeTakeFirstOrThrow()
  const counting = countUnprepared(db, { artworkId, houseId, fromPaper: true }, 300)
  expect(await counting.executeTakeFirstOrThrow()).toEqual({ waiting: 300 })
  const plan = JSON.stringify(await counting.explain('json'))
  expect(plan).toContain('"Index Name":"piece_unprepared"')
  const scans = [...plan.matchAll(/"Node Type":"([^"]* Scan)"[^{}]*"Relation Name":"piece"/g)]
  expect(scans.map(([, kind]) => kind)).toEqual(['Index Only Scan'])
})
