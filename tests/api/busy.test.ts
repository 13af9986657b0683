/** Many at once behind one address, as in a house on its open day, and a disk that is slow. */
import { expect, test } from 'vitest'
import { getArtwork } from '#core/contract/artworks.ts'
import { getCard } from '#core/contract/cards.ts'
import { sendingRules } from '#api/pieces/routes.ts'
import type { Store } from '#storage/store.ts'
import { callerOf } from '#tests/support/call.ts'
import { sendPiece, until } from '#tests/support/maker.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

let writing = 0
let mostAtOnce = 0

/** So slow that every place is taken before the first piece is written. */
const slow = (store: Store): Store => ({
  ...store,
  async write(key, source) {
    if (!key.startsWith('incoming/')) return store.write(key, source)
    mostAtOnce = Math.max(mostAtOnce, ++writing)
    await until(
      () => Promise.resolve(mostAtOnce),
      (most) => most >= sendingRules.atOnce,
    )
    return store.write(key, source).finally(() => writing--)
  },
})

const { house, curator } = staffedHouse({ ROLE: 'web' }, { breaking: slow })

test('sixty people behind one address send and look; all come in, and only so many are written at once', async () => {
  const { slug, place } = await makeArtwork(curator)
  const people = Array.from({ length: 60 }, async (_, index) => {
    const call = callerOf(house.origin)
    await call(getArtwork, { params: { slug } })
    const content = `Jeg er nummer ${index}`
    const sent = await sendPiece(house.origin, { ...place, kind: 'text', content })
    return (await call(getCard, { headers: sent.headers })).id === sent.id
  })
  expect(await Promise.all(people)).toEqual(people.map(() => true))
  expect((await callerOf(house.origin)(getArtwork, { params: { slug } })).steps).toBe(60)
  expect(mostAtOnce).toBe(sendingRules.atOnce)
})
