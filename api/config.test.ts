import { expect, test } from 'vitest'
import { readConfig, variables } from './config.ts'

test('what is left empty counts as left out', () => {
  const blank = Object.fromEntries(variables.map((name) => [name, ' ']))
  expect(readConfig(blank)).toEqual(readConfig({}))
})

test('a variable that does not fit is named', () => {
  expect(() => readConfig({ ROLE: 'cook' })).toThrow(/ROLE does not fit/)
})
