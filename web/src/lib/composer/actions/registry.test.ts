import { expect, test } from 'vitest'
import { actions, keyOf } from './registry.ts'

const pressed = (
  key: string,
  held: { ctrl?: boolean; meta?: boolean; alt?: boolean; shift?: boolean } = {},
) =>
  keyOf({
    key,
    ctrlKey: held.ctrl ?? false,
    metaKey: held.meta ?? false,
    altKey: held.alt ?? false,
    shiftKey: held.shift ?? false,
  })

test('no key means two things, and every action has its own name and words', () => {
  const keys = actions.flatMap((action) => action.keys)
  expect(new Set(keys).size).toBe(keys.length)
  expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length)
  expect(new Set(actions.map(({ label }) => label())).size).toBe(actions.length)
})

test('a pressed key is named as the actions name it', () => {
  expect(pressed('z', { ctrl: true })).toBe('Control+z')
  expect(pressed('Z', { meta: true, shift: true })).toBe('Control+Shift+z')
  expect(pressed('ArrowUp', { alt: true, shift: true })).toBe('Alt+Shift+ArrowUp')
  expect(pressed('N', { shift: true })).toBe('Shift+n')
})

test('Shift that only makes the character is not named', () => {
  expect(pressed('?', { shift: true })).toBe('?')
  expect(pressed('+', { shift: true })).toBe('+')
})
