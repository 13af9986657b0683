import { expect, test } from 'vitest'
import { ArtworkSlug } from '#core/contract/ids.ts'
import { SheetList } from './sheet-list.ts'

const slug = ArtworkSlug.parse('35-plus-1')

function houseWith(answers: (() => Response)[]) {
  let asked = 0
  const fetch = () => Promise.resolve(answers[asked++]?.() ?? new Response(null, { status: 500 }))
  return { list: new SheetList(fetch, slug), asked: () => asked }
}

const none = () => Response.json({ sheets: [], pieces: [] })

test('two who want the same ask once; when the sheets are others it is asked again', async () => {
  const { list, asked } = houseWith([none, none])
  expect(await Promise.all([list.at(0), list.at(0)])).toEqual([
    { sheets: [], pieces: [] },
    { sheets: [], pieces: [] },
  ])
  expect(asked()).toBe(1)
  await list.at(0)
  expect(asked()).toBe(1)
  await list.at(1)
  expect(asked()).toBe(2)
})

test('no answer is not kept', async () => {
  const { list } = houseWith([() => new Response(null, { status: 503 }), none])
  await expect(list.at(0)).rejects.toMatchObject({ type: 'unavailable' })
  expect(await list.at(0)).toEqual({ sheets: [], pieces: [] })
})
