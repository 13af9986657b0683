/** What the api packs on its way, and what it leaves as it is. */
import { expect, test } from 'vitest'
import { getComposition } from '#core/contract/composition.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()

async function compositionOf(count: number): Promise<{ pieces: number; encoding: string | null }> {
  const { slug, houseCode, artwork } = await makeArtwork(curator)
  await insertReadyPieces(house.deps, { artworkId: artwork.id, houseCode, count })
  let encoding: string | null = null
  const onResponse = ({ headers }: Response) => (encoding = headers.get('content-encoding'))
  const { pieces } = await curator.call(getComposition, { params: { slug }, onResponse })
  return { pieces: pieces.length, encoding }
}

test('a large answer is packed', async () => {
  const { pieces, encoding } = await compositionOf(200)
  expect(pieces).toBe(200)
  expect(encoding).toMatch(/^(gzip|br)$/)
})

test('a small one goes as it is: what a stranger can make it repeat does not tell by its length what stands beside it', async () => {
  expect(await compositionOf(5)).toEqual({ pieces: 5, encoding: null })
})
