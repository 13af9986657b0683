import { fail } from '@sveltejs/kit'
import { call } from '#lib/api.ts'
import { listCuratedArtworks } from '#core/contract/artworks.ts'
import { Problem } from '#core/contract/problems.ts'
import { changeScreen, listScreens, pairScreen, removeScreen } from '#core/contract/screens.ts'
import { answered, forCurator } from '#lib/curator/door.server.ts'
import { wordsOf } from '#lib/curator/form-words.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Actions, PageServerLoad } from './$types.d.ts'

export const load: PageServerLoad = async ({ fetch, url, depends }) => {
  depends('curator:screens')
  const [screens, artworks] = await forCurator(
    url,
    Promise.all([call(fetch, listScreens, {}), call(fetch, listCuratedArtworks, {})]),
  )
  return { screens, artworks, now: new Date() }
}

/** What was wrong, beside the form that it is about: the one for a new screen, or a screen's own. */
const refused = (
  status: number,
  about: string,
  wrong: { errors?: Record<string, string>; sentence?: string },
  fields: Record<string, string> = {},
) => fail(status, { about, fields, errors: wrong.errors ?? {}, sentence: wrong.sentence ?? null })

export const actions = {
  par: async ({ request, fetch, url }) => {
    const form = await request.formData()
    const fields = {
      code: wordsOf(form, 'code'),
      name: wordsOf(form, 'name'),
      artwork: wordsOf(form, 'artwork'),
    }
    const code = fields.code.replace(/\s/g, '')
    const body = pairScreen.body.safeParse({ ...fields, code, artwork: fields.artwork || null })
    if (!body.success) {
      const wrong = new Set(body.error.issues.map((issue) => issue.path[0]))
      const errors = {
        ...(wrong.has('code') && { code: m.c_ex_err_code() }),
        ...(wrong.has('name') && { name: m.c_ex_err_name() }),
      }
      return refused(422, 'new', { errors }, fields)
    }
    const answer = await answered(url, call(fetch, pairScreen, { body: body.data }))
    if (!(answer instanceof Problem)) return { paired: answer.name }
    const sentence = sentenceOf(answer)
    return answer.type === 'pairing-code-unknown'
      ? refused(answer.status, 'new', { errors: { code: sentence } }, fields)
      : refused(answer.status, 'new', { sentence }, fields)
  },

  skift: async ({ request, fetch, url }) => {
    const form = await request.formData()
    const params = changeScreen.params.safeParse({ id: form.get('id') })
    const body = changeScreen.body.safeParse({
      name: wordsOf(form, 'name'),
      artwork: wordsOf(form, 'artwork') || null,
    })
    if (!params.success) return refused(404, 'new', { sentence: sentenceOf(new Problem('not-found')) })
    const about = params.data.id
    if (!body.success) return refused(422, about, { errors: { name: m.c_ex_err_name() } })
    const answer = await answered(url, call(fetch, changeScreen, { params: params.data, body: body.data }))
    if (answer instanceof Problem) return refused(answer.status, about, { sentence: sentenceOf(answer) })
    return { changed: answer.id }
  },

  fjern: async ({ request, fetch, url }) => {
    const form = await request.formData()
    const params = removeScreen.params.safeParse({ id: form.get('id') })
    if (!params.success) return refused(404, 'new', { sentence: sentenceOf(new Problem('not-found')) })
    const answer = await answered(url, call(fetch, removeScreen, { params: params.data }))
    if (answer instanceof Problem)
      return refused(answer.status, params.data.id, { sentence: sentenceOf(answer) })
    return { removed: wordsOf(form, 'name') }
  },
} satisfies Actions
