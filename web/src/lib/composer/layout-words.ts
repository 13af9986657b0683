/**
 * What layouts, their options and the options' values are called: the messages `layout_<id>`, `layout_option_<option>`
 * and `layout_value_<option>_<value>`, or `layout_value_<value>` where a value means the same wherever it is offered.
 * They are found by name, so that a layout brings its words and no list has to know of them. Without words the name
 * itself is shown.
 */
import { z } from 'zod'

const Module = z.record(
  z.string(),
  z.custom<() => string>((value) => typeof value === 'function'),
)

const words = new Map(
  Object.values(import.meta.glob('../paraglide/messages/layout_*.js', { eager: true })).flatMap((module) =>
    Object.entries(Module.parse(module)),
  ),
)

/** `thirty-five-plus-one` and `gapMm`, as messages write it: `thirty_five_plus_one`, `gap_mm`. */
const asKey = (name: string) =>
  name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`).replace(/[^a-z0-9_]/g, '_')

function wordsFor(name: string, ...keys: readonly string[]): string {
  const word = keys.map((key) => words.get(`layout_${asKey(key)}`)).find((found) => found !== undefined)
  return word?.() ?? name
}

export const layoutWords = (id: string) => wordsFor(id, id)
export const optionWords = (option: string) => wordsFor(option, `option_${option}`)
export const valueWords = (option: string, value: string) =>
  wordsFor(value, `value_${option}_${value}`, `value_${value}`)
