import { fail } from '@sveltejs/kit'
import { call } from '#lib/api.ts'
import { createHouse, listHouses } from '#core/contract/artworks.ts'
import { Problem } from '#core/contract/problems.ts'
import { answered, forCurator } from '#lib/curator/door.server.ts'
import { wordsOf } from '#lib/curator/form-words.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import { slugOf } from '#lib/curator/slug.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Actions, PageServerLoad } from './$types.d.ts'

export const load: PageServerLoad = async ({ fetch, url }) => ({
  houses: await forCurator(url, call(fetch, listHouses, {})),
})

const codeMaxLength = 40

export const actions = {
  default: async ({ request, fetch, url }) => {
    const form = await request.formData()
    const name = wordsOf(form, 'name')
    const town = wordsOf(form, 'town')
    const kind = wordsOf(form, 'kind')
    const code = wordsOf(form, 'code') || slugOf(name, codeMaxLength)
    const body = createHouse.body.safeParse({ name, town, kind, code })
    if (!body.success) {
      const wrong = new Set(body.error.issues.map((issue) => issue.path[0]))
      return fail(422, {
        house: { name, town, kind, code },
        errors: {
          ...(wrong.has('name') && { name: m.c_house_err_name() }),
          ...(wrong.has('town') && { town: m.c_house_err_town() }),
          ...(wrong.has('kind') && { kind: m.c_house_err_kind() }),
          // A code made from an empty name is not wrong by itself.
          ...(wrong.has('code') && !wrong.has('name') && { code: m.c_house_err_code() }),
        },
      })
    }
    const answer = await answered(url, call(fetch, createHouse, { body: body.data }))
    if (!(answer instanceof Problem)) return { added: answer.name }
    const house = { name, town, kind, code }
    const sentence = sentenceOf(answer)
    return fail(
      answer.status,
      answer.type === 'house-code-taken' ? { house, errors: { code: sentence } } : { house, sentence },
    )
  },
} satisfies Actions
