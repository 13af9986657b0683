import { fail, redirect } from '@sveltejs/kit'
import { call } from '#lib/api.ts'
import { createArtwork, listHouses } from '#core/contract/artworks.ts'
import { Problem } from '#core/contract/problems.ts'
import { checkArtwork, emptyArtwork, errorsOf, readArtworkFields } from '#lib/curator/artwork-form.ts'
import { answered, forCurator } from '#lib/curator/door.server.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import type { Actions, PageServerLoad } from './$types.d.ts'

export const load: PageServerLoad = async ({ fetch, url }) => ({
  houses: await forCurator(url, call(fetch, listHouses, {})),
  empty: emptyArtwork(new Date()),
})

export const actions = {
  default: async ({ request, fetch, url }) => {
    const fields = readArtworkFields(await request.formData())
    const checked = checkArtwork(fields)
    if (!checked.fits) return fail(422, { fields, errors: checked.errors })
    const answer = await answered(url, call(fetch, createArtwork, { body: checked.artwork }))
    if (answer instanceof Problem) {
      const errors = errorsOf(answer)
      return fail(answer.status, errors ? { fields, errors } : { fields, sentence: sentenceOf(answer) })
    }
    redirect(303, `/kurator/vaerker/${answer.slug}/plakater`)
  },
} satisfies Actions
