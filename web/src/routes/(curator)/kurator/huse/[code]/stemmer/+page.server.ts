import { error } from '@sveltejs/kit'
import { listHouses } from '#core/contract/artworks.ts'
import { call } from '#lib/api.ts'
import { forCurator } from '#lib/curator/door.server.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import { loadDesk } from '#lib/recording/load.server.ts'
import type { PageServerLoad } from './$types.d.ts'

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const houses = await forCurator(url, call(fetch, listHouses, {}))
  const house = houses.find(({ code }) => code === params.code)
  if (!house) error(404, sentenceOf({ type: 'house-not-found' }))
  return {
    houseCode: house.code,
    houseName: house.name,
    ...(await forCurator(url, loadDesk(fetch, url, house.code))),
  }
}
