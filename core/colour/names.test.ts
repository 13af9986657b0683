import fc from 'fast-check'
import { expect, test } from 'vitest'
import { usualPaints, usualPaper } from '../ink/paints.ts'
import { colourWord, nameColours } from './names.ts'

test('the usual paints are called what they look like', () => {
  expect([...usualPaints, usualPaper].map(colourWord)).toEqual([
    'black',
    'red',
    'yellow',
    'green',
    'blue',
    'pink',
    'white',
  ])
})

test.each([
  ['#ff0000', 'red'],
  ['#00ff00', 'green'],
  ['#0000ff', 'blue'],
  ['#ffff00', 'yellow'],
  ['#ff8c00', 'orange'],
  ['#8b4513', 'brown'],
  ['#800080', 'purple'],
  ['#008080', 'turquoise'],
  ['#ffc0cb', 'lightPink'],
  ['#add8e6', 'lightBlue'],
  ['#000080', 'darkBlue'],
  ['#006400', 'darkGreen'],
  ['#8b0000', 'darkRed'],
  ['#808080', 'grey'],
  ['#f5deb3', 'sand'],
])('%s is called %s, as in CSS or nearly', (colour, word) => {
  expect(colourWord(colour)).toBe(word)
})

test('two of one word are counted, so that no two paints of a palette are called the same', () => {
  expect(nameColours(['#2f74c0', '#c8323c', '#1746c7'])).toEqual([
    { colour: '#2f74c0', word: 'blue', number: 1 },
    { colour: '#c8323c', word: 'red', number: null },
    { colour: '#1746c7', word: 'blue', number: 2 },
  ])
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(fc.uniqueArray(hex, { minLength: 1, maxLength: 6 }), (palette) => {
      const names = nameColours(palette).map(({ word, number }) => `${word} ${number}`)
      expect(new Set(names).size).toBe(palette.length)
    }),
  )
})
