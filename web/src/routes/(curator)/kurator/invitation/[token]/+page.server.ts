import { error, fail, redirect } from '@sveltejs/kit'
import { call } from '#lib/api.ts'
import { Problem } from '#core/contract/problems.ts'
import { acceptInvitation, getInvitation } from '#core/contract/staff.ts'
import { handingCookiesOn } from '#lib/curator/cookies.server.ts'
import { answered } from '#lib/curator/door.server.ts'
import { wordsOf } from '#lib/curator/form-words.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Actions, PageServerLoad } from './$types.d.ts'

/** A link that was used, is too old or was never given is a page with kind words, not an error. */
export const load: PageServerLoad = async ({ fetch, params, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' })
  const token = getInvitation.params.safeParse(params)
  if (!token.success) return { usable: false }
  try {
    await call(fetch, getInvitation, { params: token.data })
    return { usable: true }
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    if (failure.type === 'invitation-unknown') return { usable: false }
    error(failure.status, sentenceOf(failure))
  }
}

export const actions = {
  default: async ({ request, fetch, cookies, params, url }) => {
    const form = await request.formData()
    const name = wordsOf(form, 'name')
    const email = wordsOf(form, 'email')
    const refused = (
      status: number,
      errors: { name?: string; email?: string; password?: string },
      sentence?: string,
    ) => fail(status, { name, email, errors, sentence })

    const body = acceptInvitation.body.safeParse({ name, email, password: form.get('password') })
    const token = acceptInvitation.params.safeParse(params)
    if (!token.success) return refused(404, {}, sentenceOf(new Problem('invitation-unknown')))
    if (!body.success) {
      const wrong = new Set(body.error.issues.map((issue) => issue.path[0]))
      return refused(422, {
        ...(wrong.has('name') && { name: m.c_door_err_name() }),
        ...(wrong.has('email') && { email: m.c_door_err_email() }),
        ...(wrong.has('password') && { password: m.c_door_err_password_short() }),
      })
    }
    const answer = await answered(
      url,
      call(handingCookiesOn(fetch, cookies), acceptInvitation, { params: token.data, body: body.data }),
    )
    if (answer instanceof Problem)
      return answer.type === 'email-taken'
        ? refused(answer.status, { email: sentenceOf(answer) })
        : refused(answer.status, {}, sentenceOf(answer))
    redirect(303, '/kurator')
  },
} satisfies Actions
