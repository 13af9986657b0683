/**
 * The whole way on one sheet, as a plain form: for phones without JavaScript, and for the moment before it has come.
 * The server gives number and card out with the empty form and keeps nothing of them: the answer to the post is the
 * receipt. No answer of this page is kept by a browser.
 */
import { fail } from '@sveltejs/kit'
import { EntranceCode } from '#core/contract/ids.ts'
import { getEntrance } from '#core/contract/artworks.ts'
import { consentWordings, PersonInPicture, receivePiece } from '#core/contract/pieces.ts'
import { Problem } from '#core/contract/problems.ts'
import { stripHidden } from '#core/privacy/strip.ts'
import { call } from '#lib/api.ts'
import { cardHash, cardLink } from '#lib/maker/card.ts'
import { m } from '#lib/paraglide/messages.js'
import { sentenceOf } from '#lib/problem-sentence.ts'
import type { Actions, PageServerLoad } from './$types.d.ts'
import { numbered, readSheet, type Numbered, type SheetErrors, type Written } from './sheet.ts'

export const load: PageServerLoad = ({ url, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' })
  const kind = url.searchParams.get('slags')
  return {
    numbered: numbered(),
    asked: kind === 'photo' || kind === 'text' ? kind : null,
    isDrawing: kind === 'drawing',
  }
}

export const actions: Actions = {
  default: async ({ request, params, fetch, url }) => {
    const code = EntranceCode.safeParse(params.code)
    const sheet = await readSheet(await request.formData())
    const again = (status: number, errors: SheetErrors): ReturnType<typeof fail<Again>> =>
      fail(status, { state: 'again', errors, numbered: sheet.numbered, written: sheet.written })
    if (!sheet.content) return again(422, sheet.errors)
    try {
      if (!code.success) throw new Problem('entrance-not-found')
      const { artwork, house } = await call(fetch, getEntrance, { params: { code: code.data } })
      const { id, secret } = sheet.numbered
      const hash = await cardHash(secret)
      const bytes = new Uint8Array(await sheet.content.arrayBuffer())
      await call(fetch, receivePiece, {
        params: { slug: artwork.slug, id },
        body: {
          kind: sheet.written.kind,
          house: house.code,
          credit: sheet.credit,
          person: PersonInPicture.catch('no').parse(sheet.written.person),
          consents: [
            { purpose: 'screen', answer: 'yes', wording: consentWordings.screen, way: 'own-screen' },
          ],
          cardHash: hash,
        },
        content: new Blob([stripHidden(bytes)], { type: sheet.content.type }),
      })
      return { state: 'received' as const, hash, link: cardLink(url.origin, secret) }
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason
      const words = sentenceOf(reason)
      const file = sheet.written.kind === 'photo' ? { file: m.p_plain_file() } : {}
      const errors = { all: words, ...file }
      // Under that number lies another piece, or one that is gone: what is sent next is a piece of its own.
      if (reason.type === 'piece-differs' || reason.type === 'piece-deleted')
        return fail<Again>(reason.status, {
          state: 'again',
          errors,
          numbered: numbered(),
          written: sheet.written,
        })
      return again(reason.status, errors)
    }
  },
}

interface Again {
  readonly state: 'again'
  readonly errors: SheetErrors
  readonly numbered: Numbered
  readonly written: Written
}
