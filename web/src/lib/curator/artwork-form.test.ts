import { expect, test } from 'vitest'
import { Problem } from '#core/contract/problems.ts'
import { checkArtwork, emptyArtwork, errorsOf, readArtworkFields } from './artwork-form.ts'
import type { ArtworkFields } from './artwork-form.ts'

const filled: ArtworkFields = {
  ...emptyArtwork(new Date('2026-11-23T12:00:00Z')),
  title: 'Lys på åen',
  slug: 'lys-paa-aaen',
  invitation: 'Vis os et lys, du holder af.',
  question: 'Hvad lyser for dig?',
  rules: ['Kun lys', 'Ingen ansigter', '', ''],
  closesOn: '2026-12-24',
  houses: ['huset-ved-aaen'],
}

test('a filled form becomes an artwork, with pixels that follow from the millimetres', () => {
  const checked = checkArtwork({ ...filled, widthMm: '6000', heightMm: '2500,5', pxPerMm: '0,5' })
  expect(checked.fits && checked.artwork).toMatchObject({
    slug: 'lys-paa-aaen',
    rules: ['Kun lys', 'Ingen ansigter'],
    size: { widthMm: 6000, heightMm: 2500.5, widthPx: 3000, heightPx: 1250 },
    opensAt: '2026-11-22T23:00:00.000Z',
    closesAt: '2026-12-24T23:00:00.000Z',
  })
})

test('a piece may stand in several places only where that is ticked', () => {
  const form = new FormData()
  expect(readArtworkFields(form).repeatsAllowed).toBe(false)
  form.set('repeatsAllowed', 'on')
  expect(readArtworkFields(form).repeatsAllowed).toBe(true)
  const checked = checkArtwork({ ...filled, repeatsAllowed: true })
  expect(checked.fits && checked.artwork.repeatsAllowed).toBe(true)
})

test('a work may open and close on one day', () => {
  expect(checkArtwork({ ...filled, closesOn: filled.opensOn }).fits).toBe(true)
})

test('every empty field is told, at the field', () => {
  const checked = checkArtwork(readArtworkFields(new FormData()))
  expect(checked.fits ? [] : Object.keys(checked.errors).toSorted()).toEqual(
    [
      'background',
      'heightMm',
      'houses',
      'invitation',
      'kinds',
      'opensOn',
      'paints',
      'question',
      'rules',
      'title',
      'widthMm',
    ].toSorted(),
  )
})

test('the paints that are in use go into the work, with the paper', () => {
  const paints = [
    { colour: '#ffb000', isUsed: true },
    { colour: '#c8323c', isUsed: false },
    { colour: '#bfe0f2', isUsed: true },
  ]
  const checked = checkArtwork({ ...filled, paints, paper: '#14213d' })
  expect(checked.fits && checked.artwork).toMatchObject({ paints: ['#ffb000', '#bfe0f2'], paper: '#14213d' })
})

test.each([
  ['two that are hardly told apart', ['#ffb000', '#ffb200'], '#ffffff'],
  ['one that is like the paper', ['#ffb000', '#fdfdfd'], '#ffffff'],
  ['none', [], '#ffffff'],
])('paints of which %s are told at the paints', (_, colours, paper) => {
  const paints = colours.map((colour) => ({ colour, isUsed: true }))
  const checked = checkArtwork({ ...filled, paints, paper })
  expect(checked.fits ? {} : Object.keys(checked.errors)).toEqual(['paints'])
})

test('which paints are in use is read from the ticks beside them', () => {
  const form = new FormData()
  for (const colour of ['#FFB000', '#c8323c', '#1f7a55']) form.append('paints', colour)
  for (const index of ['0', '2']) form.append('paintsUsed', index)
  form.set('paper', '#F2E6C9')
  expect(readArtworkFields(form)).toMatchObject({
    paints: [
      { colour: '#ffb000', isUsed: true },
      { colour: '#c8323c', isUsed: false },
      { colour: '#1f7a55', isUsed: true },
    ],
    paper: '#f2e6c9',
  })
})

test('a work that closes before it opens is told at the closing day', () => {
  const checked = checkArtwork({ ...filled, closesOn: '2026-11-01' })
  expect(checked.fits ? {} : Object.keys(checked.errors)).toEqual(['closesOn'])
})

test('the one address that is this form itself is taken', () => {
  const checked = checkArtwork({ ...filled, slug: 'nyt' })
  expect(checked.fits ? {} : Object.keys(checked.errors)).toEqual(['slug'])
})

test('more pixels than can be drawn is told at the pixels', () => {
  const checked = checkArtwork({ ...filled, widthMm: '90000', pxPerMm: '4' })
  expect(checked.fits ? {} : Object.keys(checked.errors)).toEqual(['pxPerMm'])
})

test('an address is made from the title if none is written', () => {
  const form = new FormData()
  form.set('title', ' Blå æbler ')
  expect(readArtworkFields(form)).toMatchObject({ title: 'Blå æbler', slug: 'blaa-aebler' })
})

test('what the api has against it is told at its field', () => {
  expect(Object.keys(errorsOf(new Problem('artwork-slug-taken')) ?? {})).toEqual(['slug'])
  expect(
    Object.keys(errorsOf(new Problem('bad-request', { issues: [{ path: 'rules.1', message: '' }] })) ?? {}),
  ).toEqual(['rules'])
  expect(errorsOf(new Problem('unavailable'))).toBeNull()
})
