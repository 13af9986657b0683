/** The composition is read in a thread beside the house's own: what goes wrong there is said here as it would be here. */
import { afterEach, expect, test } from 'vitest'
import { openCompositionReader, type CompositionReader } from '#api/composition/reader.ts'
import { Composition, getComposition } from '#core/contract/composition.ts'
import { buildHeader } from '#core/contract/endpoint.ts'
import { insertReadyPieces } from '#tests/support/ready-pieces.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()

const opened: CompositionReader[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((reader) => reader.close()))
})

test('what it wrote is what the contract says, and comes as it was written', async () => {
  const { slug, houseCode, artwork } = await makeArtwork(curator)
  await insertReadyPieces(house.deps, { artworkId: artwork.id, houseCode, count: 3 })
  const { json } = await house.deps.compositionReader.read(slug)
  const written: unknown = JSON.parse(new TextDecoder().decode(json))
  expect(Composition.parse(written)).toEqual(written)
  expect(await curator.call(getComposition, { params: { slug } })).toEqual(written)
})

test('several who ask at once are all answered', async () => {
  const artworks = await Promise.all(Array.from({ length: 4 }, () => makeArtwork(curator)))
  const answers = await Promise.all(
    artworks.map(({ slug }) => curator.call(getComposition, { params: { slug } })),
  )
  expect(answers.map(({ title }) => title)).toEqual(artworks.map(({ artwork }) => artwork.title))
})

test('an artwork that is not there is said to be so', async () => {
  await expect(house.deps.compositionReader.read('findes-ikke')).rejects.toMatchObject({
    type: 'artwork-not-found',
  })
})

test('without a database it says that it cannot be had, and asks again the next time', async () => {
  const reader = openCompositionReader('postgres://nobody@127.0.0.1:1/nothing')
  opened.push(reader)
  await expect(reader.read('et-vaerk')).rejects.toMatchObject({ type: 'unavailable' })
  await expect(reader.read('et-vaerk')).rejects.toMatchObject({ type: 'unavailable' })
})

test('each answer tells the build of the pages', async () => {
  const { slug } = await makeArtwork(curator)
  let build: string | null = null
  await curator.call(getComposition, {
    params: { slug },
    onResponse: ({ headers }) => (build = headers.get(buildHeader)),
  })
  const served: unknown = await (await fetch(`${house.origin}/_app/version.json`)).json()
  expect({ version: build }).toEqual(served)
})
