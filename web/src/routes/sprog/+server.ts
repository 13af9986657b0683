/** Keeps the chosen language in the cookie `sprog` and goes back to the page it was chosen on. */
import { redirect } from '@sveltejs/kit'
import { cookieMaxAge, cookieName, isLocale } from '#lib/paraglide/runtime.js'
import type { RequestHandler } from './$types.d.ts'

/** Only a place on our own site: anything that could name another host leads home. */
const placeHere = (back: FormDataEntryValue | null): string =>
  typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : '/'

export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData()
  const language = form.get('sprog')
  if (typeof language === 'string' && isLocale(language))
    cookies.set(cookieName, language, {
      path: '/',
      maxAge: cookieMaxAge,
      sameSite: 'lax',
      // Paraglide reads the language in the browser too.
      httpOnly: false,
      secure: url.protocol === 'https:',
    })
  redirect(303, placeHere(form.get('tilbage')))
}
