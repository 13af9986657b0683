import { expect, test } from 'vitest'
import { readConfig, variables } from './config.ts'

test('what is left empty counts as left out', () => {
  const blank = Object.fromEntries(variables.map((name) => [name, ' ']))
  expect(readConfig(blank)).toEqual(readConfig({}))
})

test('a variable that does not fit is named', () => {
  expect(() => readConfig({ ROLE: 'cook' })).toThrow(/ROLE does not fit/)
})

test('the number to call for help is a number', () => {
  expect(() => readConfig({ HELP_PHONE: '+45 70 00 00 00' })).not.toThrow()
  expect(() => readConfig({ HELP_PHONE: 'spørg Bo' })).toThrow(/HELP_PHONE does not fit/)
})

test('how much a picture may cost can be set, within reason', () => {
  const usual = readConfig({})
  expect([usual.pictureMaxPixels, usual.pictureMaxSeconds, usual.pictureMaxMemoryBytes]).toEqual([
    120e6, 60, 1.2e9,
  ])
  const set = { PICTURE_MAX_MEGAPIXELS: '30', PICTURE_MAX_SECONDS: '20', PICTURE_MAX_MEMORY_MB: '600' }
  expect(readConfig(set)).toMatchObject({
    pictureMaxPixels: 30e6,
    pictureMaxSeconds: 20,
    pictureMaxMemoryBytes: 600e6,
  })
  for (const [name, value] of [
    ['PICTURE_MAX_MEGAPIXELS', '0'],
    ['PICTURE_MAX_MEGAPIXELS', '501'],
    ['PICTURE_MAX_SECONDS', '4'],
    ['PICTURE_MAX_MEMORY_MB', '299'],
    ['UPLOAD_MAX_BYTES', '999999'],
  ] as const)
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`${name} does not fit`))
})
