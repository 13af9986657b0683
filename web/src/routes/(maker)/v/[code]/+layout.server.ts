import { error } from '@sveltejs/kit'
import { nameColours } from '#core/colour/names.ts'
import { getCover, getEntrance } from '#core/contract/artworks.ts'
import { getFreePlaces } from '#core/contract/editions.ts'
import { EntranceCode } from '#core/contract/ids.ts'
import { consentWordings, makerNameMaxCharacters, textMaxCharacters } from '#core/contract/pieces.ts'
import { parkedDays } from '#core/contract/parked.ts'
import { Problem } from '#core/contract/problems.ts'
import { address, call } from '#lib/api.ts'
import { dayWords } from '#lib/day.ts'
import { m } from '#lib/paraglide/messages.js'
import { sentenceOf } from '#lib/problem-sentence.ts'
import type { LayoutServerLoad } from './$types.d.ts'

/**
 * All that the maker's pages need to know, once. It is loaded on the server, also what is fixed in the contract, so
 * that a phone need not fetch the schemas before its first page stands.
 */
export const load: LayoutServerLoad = async ({ params, fetch, depends, untrack }) => {
  depends('maker:entrance')
  // Asked here, so that the steps need no `load` of their own; and only once, since no link leads to another.
  const step = untrack(() => params.step)
  if (step !== undefined && !/^[1-5]$/.test(step)) error(404, m.p_step_unknown())
  try {
    const code = EntranceCode.safeParse(params.code)
    if (!code.success) throw new Problem('entrance-not-found')
    const { artwork, house } = await call(fetch, getEntrance, { params: { code: code.data } })
    const { slug, title, invitation, question, rules, kinds, state, steps, opensAt, background } = artwork
    const { paints, paper, size } = artwork
    const { edition, places } = await call(fetch, getFreePlaces, { params: { slug } })
    return {
      code: String(code.data),
      house: { code: String(house.code), name: house.name },
      artwork: {
        slug: String(slug),
        title,
        invitation,
        question,
        rules,
        kinds,
        state,
        steps,
        opens: dayWords(new Date(opensAt)),
        background,
        paints: nameColours(paints),
        paper,
      },
      /** The work as it is now, to try the piece in. */
      work: {
        cover: edition === null ? null : address(getCover, { params: { slug } }),
        widthMm: size.widthMm,
        heightMm: size.heightMm,
        places,
      },
      limits: {
        textCharacters: textMaxCharacters,
        nameCharacters: makerNameMaxCharacters,
        parkedDays,
        contentBytes: Number(process.env['UPLOAD_MAX_BYTES'] ?? 40 * 1024 * 1024),
      },
      wordings: consentWordings,
    }
  } catch (reason) {
    if (!(reason instanceof Problem)) throw reason
    error(reason.status, sentenceOf(reason))
  }
}
