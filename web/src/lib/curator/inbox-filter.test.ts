import { expect, test } from 'vitest'
import { HouseCode } from '#core/contract/ids.ts'
import { CuratedPiece } from '#core/contract/inbox.ts'
import { everything, housesOf, isNarrow, passes } from './inbox-filter.ts'

const piece = (n: number, more: object = {}): CuratedPiece =>
  CuratedPiece.parse({
    id: `00000000-0000-4000-8000-00000000000${n}`,
    kind: 'text',
    house: { code: 'huset', name: 'Huset', town: 'Kolding' },
    receivedAt: `2026-11-2${n}T12:00:00.000Z`,
    preparation: 'ready',
    preparationFailure: null,
    decision: 'waiting',
    decidedAt: null,
    visibility: { state: 'up' },
    credit: { kind: 'none' },
    person: 'no',
    consents: { screen: true, web: false, print: false, alter: false },
    text: `stykke ${n}`,
    widthPx: 10,
    heightPx: 10,
    averageColour: null,
    twins: [],
    parted: null,
    ...more,
  })

const aaen = { code: 'aaen', name: 'Åen', town: 'Vejle' }
const pieces = [
  piece(1),
  piece(2, { house: aaen }),
  piece(3, { kind: 'photo', person: 'other-agreed' }),
  piece(4, { house: aaen }),
]
const left = (narrow: Partial<typeof everything>) =>
  pieces.filter((one) => passes(one, { ...everything, ...narrow })).map(({ text }) => text)

test('everything passes until something is asked for, and then only what is all of it', () => {
  expect(isNarrow(everything)).toBe(false)
  expect(left({})).toHaveLength(4)
  expect(left({ house: HouseCode.parse('aaen') })).toEqual(['stykke 2', 'stykke 4'])
  expect(left({ kind: 'photo' })).toEqual(['stykke 3'])
  expect(left({ hasPerson: true })).toEqual(['stykke 3'])
  expect(left({ since: '2026-11-23T12:00:00.000Z' })).toEqual(['stykke 3', 'stykke 4'])
  expect(left({ house: HouseCode.parse('aaen'), since: '2026-11-23T00:00:00.000Z' })).toEqual(['stykke 4'])
  const alterable = piece(5, { consents: { screen: true, web: true, print: true, alter: true } })
  expect(passes(alterable, { ...everything, isWhole: true })).toBe(false)
  expect(left({ isWhole: true })).toHaveLength(4)
  expect(isNarrow({ ...everything, hasPerson: true })).toBe(true)
})

test('the houses stand by name, as Danes sort it, with how many pieces each has', () => {
  expect(housesOf(pieces).map(({ name, count }) => [name, count])).toEqual([
    ['Huset', 2],
    ['Åen', 2],
  ])
})
