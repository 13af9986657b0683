/** Who is at work: told to those who follow the same composition, in this process or another, and to nobody else. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { showPresence } from '#core/contract/presence.ts'
import { callerOf } from '#tests/support/call.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { followNews, type Line } from '#tests/support/news.ts'
import { makeArtwork, makeCurator, type TestCurator } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const COOKIE_SECRET = 'en hemmelighed som begge processer har'
const { house, curator: anna } = staffedHouse({ COOKIE_SECRET })
let bent: TestCurator
let slug: ArtworkSlug
const lines: Line[] = []
const houses: TestHouse[] = []

beforeAll(async () => {
  bent = await makeCurator(house)
})
beforeEach(async () => {
  slug = (await makeArtwork(anna)).slug
})
afterEach(async () => {
  for (const line of lines.splice(0)) line.close()
  for (const other of houses.splice(0)) await other.stop()
})

async function follow(curator: TestCurator, tab: string, of = slug): Promise<Line> {
  const line = await followNews(curator, of, tab)
  lines.push(line)
  await line.until(({ event }) => event === 'here')
  return line
}

type Own = z.input<NonNullable<(typeof showPresence)['body']>>
const own = (tab: string, more: Partial<Own> = {}): Own => ({
  tab,
  cursor: { xMm: 10, yMm: 20 },
  chosen: [],
  around: null,
  heldBy: null,
  ...more,
})
const show = ({ call }: TestCurator, body: Own, of = slug) =>
  call(showPresence, { params: { slug: of }, body })
const isPresence = ({ event }: { event: string }) => event === 'presence'

test('the others hear where one is and what one has chosen; a name and nothing more is told of who it is', async () => {
  const [mine, theirs, chosen] = [randomUUID(), randomUUID(), randomUUID()]
  const line = await follow(anna, mine)
  await follow(bent, theirs)
  await show(bent, own(theirs, { chosen: [chosen], heldBy: { xMm: 5, yMm: 0 } }))
  const { data } = await line.until(isPresence)
  expect(data).toEqual({
    ...own(theirs, { chosen: [chosen], heldBy: { xMm: 5, yMm: 0 } }),
    name: 'Anna',
    mark: 0,
  })
})

test('who closes the window is gone for the others, and is not met by those who come later', async () => {
  const [mine, theirs] = [randomUUID(), randomUUID()]
  const line = await follow(anna, mine)
  const other = await follow(bent, theirs)
  await show(bent, own(theirs))
  await line.until(isPresence)
  other.close()
  expect((await line.until(({ event }) => event === 'left')).data).toEqual({ tab: theirs })
  const later = await follow(anna, randomUUID())
  expect(later.told.find(({ event }) => event === 'here')?.data).toEqual([])
})

test('another process hears of it too, and who was there before', async () => {
  const url = house.deps.config.databaseUrl ?? ''
  const other = await openHouse({ COOKIE_SECRET, DATABASE_URL: url })
  houses.push(other)
  const bentThere: TestCurator = { ...bent, call: callerOf(other.origin, { cookie: bent.cookie }) }
  const [mine, theirs] = [randomUUID(), randomUUID()]
  const here = await follow(anna, mine)
  await show(anna, own(mine))
  const there = await follow(bentThere, theirs)
  await there.until(({ event, data }) => JSON.stringify([event, data]).includes(mine))
  await show(bentThere, own(theirs))
  expect((await here.until(isPresence)).data).toMatchObject({ tab: theirs, mark: 1 })
})

test('nothing is told to those who follow another artwork, and nothing of it is stored', async () => {
  const elsewhere = await makeArtwork(anna)
  const line = await follow(anna, randomUUID(), elsewhere.slug)
  const tab = randomUUID()
  await show(bent, own(tab, { cursor: { xMm: 4711.25, yMm: 0 } }))
  await show(bent, own(randomUUID()), elsewhere.slug)
  expect(JSON.stringify((await line.until(isPresence)).data)).not.toContain(tab)
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(
    house.deps.db,
  )
  for (const { name } of rows) {
    const found =
      await sql`select from ${sql.table(name)} as row where row::text like any (${[`%${tab}%`, '%4711.25%']})`.execute(
        house.deps.db,
      )
    expect(found.rows, name).toEqual([])
  }
})

test('what makes no sense is refused: no window, too much chosen, no artwork, somebody else’s window, nobody signed in', async () => {
  const tab = randomUUID()
  await follow(anna, tab)
  await show(anna, own(tab))
  const many = Array.from({ length: 61 }, () => randomUUID())
  for (const body of [own('fane'), own(tab, { chosen: many }), own(tab, { cursor: { xMm: 1e9, yMm: 0 } })])
    await expect(show(anna, body)).rejects.toMatchObject({ type: 'bad-request' })
  await expect(show(bent, own(tab))).rejects.toMatchObject({ type: 'not-allowed' })
  await expect(
    callerOf(house.origin)(showPresence, { params: { slug: 'findes-ikke' }, body: own(tab) }),
  ).rejects.toMatchObject({ type: 'sign-in-needed' })
  await expect(
    anna.call(showPresence, { params: { slug: 'findes-ikke' }, body: own(tab) }),
  ).rejects.toMatchObject({ type: 'artwork-not-found' })
})
