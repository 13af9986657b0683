/** What was written on the plain form, and what is missing from it. */
import { CardSecret, PieceId } from '#core/contract/ids.ts'
import type { Credit } from '#core/contract/pieces.ts'
import { makerNameMaxCharacters, textMaxCharacters } from '#core/contract/pieces.ts'
import { newUuid } from '#lib/maker/bytes.ts'
import { newCardSecret } from '#lib/maker/card.ts'
import { isPicture } from '#lib/maker/picture-type.ts'
import { characterCount } from '#lib/maker/pieces.ts'
import { m } from '#lib/paraglide/messages.js'

/** What the form carries unseen: the piece's number and its card. */
export interface Numbered {
  readonly id: PieceId
  readonly secret: CardSecret
}

/**
 * Made when the form is given out, not when it comes back: a form that is sent twice, by a double tap or a reload, is
 * one piece with one card.
 */
export const numbered = (): Numbered => ({
  id: PieceId.parse(newUuid()),
  secret: CardSecret.parse(newCardSecret()),
})

/** Kept beside the errors, so that nobody writes a thing twice. A file cannot be kept by a form. */
export interface Written {
  readonly kind: 'photo' | 'text'
  readonly text: string
  readonly person: string
  readonly naming: string
  readonly name: string
  readonly yes: boolean
}

export interface SheetErrors {
  readonly all?: string
  readonly text?: string
  readonly file?: string
  readonly person?: string
  readonly name?: string
  readonly yes?: string
}

export interface FilledSheet {
  readonly numbered: Numbered
  readonly written: Written
  readonly errors: SheetErrors
  readonly credit: Credit
  /** Null as long as something is missing. */
  readonly content: Blob | null
}

export async function readSheet(form: FormData): Promise<FilledSheet> {
  const words = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const written: Written = {
    kind: words('slags') === 'photo' ? 'photo' : 'text',
    // Browsers send CRLF from a form; the same text typed in the five steps has none.
    text: words('tekst').replaceAll('\r\n', '\n'),
    person: words('person'),
    naming: words('navngives') || 'none',
    name: words('navn'),
    yes: form.has('ja'),
  }
  const file = form.get('billede')
  const photo = file instanceof Blob && file.size > 0 ? file : null
  const errors: SheetErrors = {
    ...(written.kind === 'text' ? textErrors(written) : await photoErrors(written, photo)),
    ...nameErrors(written),
    ...(!written.yes && { yes: m.p_err_yes() }),
  }
  const content =
    written.kind === 'photo' ? photo : new Blob([written.text], { type: 'text/plain; charset=utf-8' })
  const fresh = numbered()
  return {
    numbered: {
      id: PieceId.catch(fresh.id).parse(words('nummer')),
      secret: CardSecret.catch(fresh.secret).parse(words('kort')),
    },
    written,
    errors,
    credit: creditOf(written),
    content: Object.keys(errors).length === 0 ? content : null,
  }
}

function textErrors({ text }: Written): SheetErrors {
  const characters = characterCount(text)
  if (characters === 0) return { text: m.p_err_empty() }
  return characters > textMaxCharacters ? { text: m.p_err_long() } : {}
}

async function photoErrors({ person }: Written, photo: Blob | null): Promise<SheetErrors> {
  return {
    ...(await fileError(photo)),
    ...(!['no', 'me', 'other-agreed'].includes(person) && { person: m.p_err_person() }),
  }
}

async function fileError(photo: Blob | null): Promise<SheetErrors> {
  if (photo === null) return { file: m.p_err_photo_missing() }
  const beginning = new Uint8Array(await photo.slice(0, 32).arrayBuffer())
  return isPicture(beginning) ? {} : { file: m.p_err_img() }
}

function nameErrors({ naming, name }: Written): SheetErrors {
  if (naming !== 'name') return {}
  const characters = characterCount(name)
  if (characters === 0) return { name: m.p_err_name() }
  return characters > makerNameMaxCharacters ? { name: m.p_err_name_long() } : {}
}

function creditOf({ naming, name }: Written): Credit {
  if (naming === 'name') return { kind: 'name', name }
  return { kind: naming === 'house' ? 'house' : 'none' }
}
