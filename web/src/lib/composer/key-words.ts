/** A key as it is printed on the keyboard. */
import { m } from '#lib/paraglide/messages.js'

const words = new Map<string, () => string>([
  ['Control', () => m.composer_key_control()],
  ['Shift', () => m.composer_key_shift()],
  ['Alt', () => 'Alt'],
  ['Delete', () => m.composer_key_delete()],
  ['Backspace', () => m.composer_key_backspace()],
  ['Escape', () => 'Esc'],
  ['Enter', () => 'Enter'],
  ['ArrowLeft', () => '←'],
  ['ArrowRight', () => '→'],
  ['ArrowUp', () => '↑'],
  ['ArrowDown', () => '↓'],
])

/** `Control+Shift+z` becomes "Ctrl + Skift + Z". */
export function keyWords(key: string): string {
  const parts = key === '+' ? ['+'] : key.split('+')
  return parts.map((part) => words.get(part)?.() ?? part.toUpperCase()).join(' + ')
}
