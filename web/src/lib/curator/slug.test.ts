import { expect, test } from 'vitest'
import { ArtworkSlug } from '#core/contract/ids.ts'
import { slugOf } from './slug.ts'

test('Danish letters are written out as in Danish addresses', () => {
  expect(slugOf('Lys på åen i Ærø')).toBe('lys-paa-aaen-i-aeroe')
})

test('accents, signs and spaces at the ends fall away', () => {
  expect(slugOf('  35+1: Café «Håb»!  ')).toBe('35-1-cafe-haab')
})

test('an å of two characters counts as one', () => {
  expect(slugOf('A\u030Aen')).toBe('aaen')
})

test('a long title is cut between two words and is still an address', () => {
  const slug = slugOf('Et meget langt navn på et værk, som ingen nogensinde ville skrive på en plakat')
  expect(slug.length).toBeLessThanOrEqual(60)
  expect(ArtworkSlug.safeParse(slug).success).toBe(true)
  expect('et-meget-langt-navn-paa-et-vaerk-som-ingen-nogensinde-ville-skrive').toContain(slug)
})

test('a title without letters gives nothing rather than something wrong', () => {
  expect(slugOf('!!!')).toBe('')
})
