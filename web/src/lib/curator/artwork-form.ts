/** What a curator fills in to begin an artwork: read from a form, checked against the contract, told field by field. */
import { NewArtwork } from '#core/contract/artworks.ts'
import { paintsMax, usualPaints, usualPaper } from '#core/ink/paints.ts'
import { Problem } from '#core/contract/problems.ts'
import { m } from '#lib/paraglide/messages.js'
import { choicesOf, wordsOf } from './form-words.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import { slugOf } from './slug.ts'
import { dayInDenmark, endOfDayInDenmark, startOfDayInDenmark } from './when.ts'

export interface PaintField {
  colour: string
  isUsed: boolean
}

/** As written in the fields, right or wrong, so that a page can show it again. */
export interface ArtworkFields {
  title: string
  slug: string
  invitation: string
  question: string
  rules: string[]
  kinds: string[]
  widthMm: string
  heightMm: string
  pxPerMm: string
  background: string
  /** Six, of which those that are used go into the paint box. */
  paints: PaintField[]
  paper: string
  opensOn: string
  closesOn: string
  houses: string[]
  repeatsAllowed: boolean
}

export type ArtworkErrors = Partial<Record<keyof ArtworkFields, string>>

const rulesMost = 4
export const rulesLeast = 2

/** Fields of a new artwork before anything is written: three metres by two, in a quiet grey, from today on. */
export const emptyArtwork = (today: Date): ArtworkFields => ({
  title: '',
  slug: '',
  invitation: '',
  question: '',
  rules: Array.from({ length: rulesMost }, () => ''),
  kinds: ['photo', 'drawing', 'text'],
  widthMm: '3000',
  heightMm: '2000',
  pxPerMm: '2',
  background: '#d9e2ec',
  paints: usualPaints.map((colour) => ({ colour, isUsed: true })),
  paper: usualPaper,
  opensOn: dayInDenmark(today),
  closesOn: '',
  houses: [],
  repeatsAllowed: false,
})

export function readArtworkFields(form: FormData): ArtworkFields {
  const rules = choicesOf(form, 'rules').map((rule) => rule.trim())
  return {
    title: wordsOf(form, 'title'),
    slug: wordsOf(form, 'slug') || slugOf(wordsOf(form, 'title')),
    invitation: wordsOf(form, 'invitation'),
    question: wordsOf(form, 'question'),
    rules: Array.from({ length: rulesMost }, (_, index) => rules[index] ?? ''),
    kinds: choicesOf(form, 'kinds'),
    widthMm: wordsOf(form, 'widthMm'),
    heightMm: wordsOf(form, 'heightMm'),
    pxPerMm: wordsOf(form, 'pxPerMm'),
    background: wordsOf(form, 'background').toLowerCase(),
    paints: readPaints(form),
    paper: wordsOf(form, 'paper').toLowerCase() || usualPaper,
    opensOn: wordsOf(form, 'opensOn'),
    closesOn: wordsOf(form, 'closesOn'),
    houses: choicesOf(form, 'houses'),
    repeatsAllowed: form.get('repeatsAllowed') !== null,
  }
}

/** A field of colour is never empty, so a tick beside each says whether it is used. */
function readPaints(form: FormData): PaintField[] {
  const used = new Set(choicesOf(form, 'paintsUsed'))
  const colours = choicesOf(form, 'paints').slice(0, paintsMax)
  return colours.map((colour, index) => ({ colour: colour.toLowerCase(), isUsed: used.has(String(index)) }))
}

/** A number as people write it: with a comma or a point for the decimals. NaN if it is none. */
export const numberOf = (written: string): number => (written ? Number(written.replace(',', '.')) : NaN)

/** The pixels of one side. */
export const pixelsOf = (sideMm: number, pxPerMm: number): number => Math.round(sideMm * pxPerMm)

/** Which field a path of the contract is about, and what to say at it. */
const fieldOf: Readonly<Record<string, readonly [keyof ArtworkFields, () => string]>> = {
  title: ['title', m.c_new_err_title],
  slug: ['slug', m.c_new_err_slug],
  invitation: ['invitation', m.c_new_err_invitation],
  question: ['question', m.c_new_err_question],
  rules: ['rules', m.c_new_err_rules],
  kinds: ['kinds', m.c_new_err_kinds],
  'size.widthMm': ['widthMm', m.c_new_err_mm],
  'size.heightMm': ['heightMm', m.c_new_err_mm],
  'size.widthPx': ['pxPerMm', m.c_new_err_px],
  'size.heightPx': ['pxPerMm', m.c_new_err_px],
  background: ['background', m.c_new_err_background],
  paints: ['paints', m.c_new_err_paints],
  paper: ['paper', m.c_new_err_background],
  opensAt: ['opensOn', m.c_new_err_opens],
  closesAt: ['closesOn', m.c_new_err_closes],
  houses: ['houses', m.c_new_err_houses],
}

function errorsAt(paths: readonly string[]): ArtworkErrors {
  const errors: ArtworkErrors = {}
  for (const path of paths) {
    const told = fieldOf[path] ?? fieldOf[path.split('.')[0] ?? '']
    if (told) errors[told[0]] ??= told[1]()
  }
  // Pixels follow from the millimetres: where those are wrong, there is nothing to say about the pixels.
  if (errors.widthMm ?? errors.heightMm) delete errors.pxPerMm
  // So does the address from the title.
  if (errors.title) delete errors.slug
  return errors
}

const slugTaken = () => sentenceOf(new Problem('artwork-slug-taken'))

type CheckedArtwork = { fits: true; artwork: NewArtwork } | { fits: false; errors: ArtworkErrors }

/** A close date means the whole of that day. */
export function checkArtwork(fields: ArtworkFields): CheckedArtwork {
  const [widthMm, heightMm, pxPerMm] = [fields.widthMm, fields.heightMm, fields.pxPerMm].map(numberOf)
  const parsed = NewArtwork.safeParse({
    ...fields,
    rules: fields.rules.filter((rule) => rule !== ''),
    paints: fields.paints.filter(({ isUsed }) => isUsed).map(({ colour }) => colour),
    size: {
      widthMm,
      heightMm,
      widthPx: pixelsOf(widthMm ?? NaN, pxPerMm ?? NaN),
      heightPx: pixelsOf(heightMm ?? NaN, pxPerMm ?? NaN),
    },
    opensAt: startOfDayInDenmark(fields.opensOn) ?? '',
    closesAt: fields.closesOn ? (endOfDayInDenmark(fields.closesOn) ?? '') : null,
  })
  const paths = parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
  // A work without a house has no poster, and so no way in.
  if (fields.houses.length === 0) paths.push('houses')
  // `/kurator/vaerker/nyt` is the page of this form.
  if (fields.slug === 'nyt') return { fits: false, errors: { ...errorsAt(paths), slug: slugTaken() } }
  if (parsed.success && paths.length === 0) return { fits: true, artwork: parsed.data }
  return { fits: false, errors: errorsAt(paths) }
}

/** What the api had against it, at the field that it is about; null if it is about no field. */
export function errorsOf(problem: Problem): ArtworkErrors | null {
  if (problem.type === 'artwork-slug-taken') return { slug: slugTaken() }
  if (problem.type === 'house-not-found') return { houses: m.c_new_err_houses() }
  const errors = errorsAt(problem.issues.map((issue) => issue.path))
  return Object.keys(errors).length > 0 ? errors : null
}
