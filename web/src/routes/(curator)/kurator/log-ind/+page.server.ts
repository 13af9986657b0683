import { fail, redirect } from '@sveltejs/kit'
import { call } from '#lib/api.ts'
import { Problem } from '#core/contract/problems.ts'
import { getMe, signIn, signOut } from '#core/contract/staff.ts'
import { handingCookiesOn } from '#lib/curator/cookies.server.ts'
import { answered, wayIn } from '#lib/curator/door.server.ts'
import { wordsOf } from '#lib/curator/form-words.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Actions, PageServerLoad } from './$types.d.ts'

/** Whoever is signed in already has nothing to do at the door. */
export const load: PageServerLoad = async ({ fetch, url }) => {
  const me = await call(fetch, getMe, {}).catch(() => null)
  if (me) redirect(303, wayIn(url.searchParams.get('til')))
}

export const actions = {
  ind: async ({ request, fetch, cookies, url }) => {
    const form = await request.formData()
    const email = wordsOf(form, 'email')
    const body = signIn.body.safeParse({ email, password: form.get('password') })
    if (!body.success) {
      const missing = new Set(body.error.issues.map((issue) => issue.path[0]))
      return fail(422, {
        email,
        errors: {
          ...(missing.has('email') && { email: m.c_door_err_email() }),
          ...(missing.has('password') && { password: m.c_door_err_password() }),
        },
      })
    }
    const answer = await answered(url, call(handingCookiesOn(fetch, cookies), signIn, { body: body.data }))
    if (answer instanceof Problem) return fail(answer.status, { email, sentence: sentenceOf(answer) })
    redirect(303, wayIn(url.searchParams.get('til')))
  },

  ud: async ({ fetch, cookies, url }) => {
    const answer = await answered(url, call(handingCookiesOn(fetch, cookies), signOut, {}))
    if (answer instanceof Problem) return fail(answer.status, { email: '', sentence: sentenceOf(answer) })
    redirect(303, '/kurator/log-ind')
  },
} satisfies Actions
