/** What layouts, their options and the options' values are called. A layout without words here shows its id. */
import { m } from '#lib/paraglide/messages.js'

const words = new Map<string, () => string>([
  ['layout grid', () => m.layout_grid()],
  ['layout salon', () => m.layout_salon()],
  ['layout salon', () => m.layout_salon()],
  ['option columns', () => m.layout_option_columns()],
  ['option gapMm', () => m.layout_option_gap()],
  ['option marginMm', () => m.layout_option_margin()],
  ['option order', () => m.layout_option_order()],
  ['value auto', () => m.layout_value_auto()],
  ['value arrival', () => m.layout_value_arrival()],
  ['value house', () => m.layout_value_house()],
  ['value colour', () => m.layout_value_colour()],
])

const wordsFor = (kind: 'layout' | 'option' | 'value') => (name: string) =>
  words.get(`${kind} ${name}`)?.() ?? name

export const layoutWords = wordsFor('layout')
export const optionWords = wordsFor('option')
export const valueWords = wordsFor('value')
