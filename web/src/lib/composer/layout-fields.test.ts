import { expect, test } from 'vitest'
import { layouts } from '#core/layout/registry.ts'
import { layoutWords, optionWords, valueWords } from './layout-words.ts'
import { fieldsOf, initialValues } from './layout-fields.ts'

test('every option of every layout has a field, a beginning that its schema accepts, and words', () => {
  for (const layout of layouts) {
    const fields = fieldsOf(layout.options)
    expect(layout.options.safeParse(initialValues(fields)).success).toBe(true)
    expect(layoutWords(layout.id)).not.toBe(layout.id)
    for (const field of fields) {
      expect(optionWords(field.key)).not.toBe(field.key)
      const values =
        field.kind === 'choice' ? field.values : field.kind === 'number-or-word' ? [field.word] : []
      for (const value of values) expect(valueWords(field.key, value)).not.toBe(value)
    }
  }
})

test('the columns of a grid are a number, or left to the grid', () => {
  const [columns] = layouts.filter(({ id }) => id === 'grid').flatMap(({ options }) => fieldsOf(options))
  expect(columns).toMatchObject({
    kind: 'number-or-word',
    key: 'columns',
    word: 'auto',
    initial: 'auto',
    min: 1,
    firstNumber: 8,
  })
})
