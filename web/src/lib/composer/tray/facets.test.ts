import { expect, test } from 'vitest'
import { HouseCode, PieceId } from '#core/contract/ids.ts'
import { CuratedPiece } from '#core/contract/inbox.ts'
import { hueOf, matching, noFacets, startOf, type Facets, type Standing } from './facets.ts'

const id = (number: number) => PieceId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)
const aarhus = { code: HouseCode.parse('aarhus'), name: 'Huset i Aarhus', town: 'Aarhus' }
const kolding = { code: HouseCode.parse('kolding'), name: 'Caféen', town: 'Kolding' }

const piece = (number: number, more: Partial<CuratedPiece> = {}): CuratedPiece =>
  CuratedPiece.parse({
    id: id(number),
    kind: 'photo',
    house: kolding,
    receivedAt: '2026-11-01T10:00:00.000Z',
    preparation: 'ready',
    preparationFailure: null,
    decision: 'approved',
    decidedAt: '2026-11-02T10:00:00.000Z',
    visibility: { state: 'up' },
    credit: { kind: 'none' },
    person: 'no',
    consents: { screen: true, web: true, print: false, alter: false },
    text: null,
    widthPx: 300,
    heightPx: 200,
    averageColour: '#c8323c',
    twins: [],
    parted: null,
    ...more,
  })

const pieces = [
  piece(1),
  piece(2, { kind: 'text', text: 'Min gamle HUND', house: aarhus, averageColour: '#1746c7' }),
  piece(3, { credit: { kind: 'name', name: 'Åse' }, decidedAt: '2026-11-09T10:00:00.000Z' }),
  piece(4, { house: aarhus, averageColour: null }),
]

const standing: Standing = {
  placed: new Set([id(1), id(2), null]),
  hidden: new Set([id(1)]),
  small: new Set([id(2)]),
  absentHouses: new Set([aarhus.code]),
  sizeOf: (one) => (one === id(1) ? 'large' : one === id(2) ? 'small' : null),
  startOf: (since) => startOf(since, '2026-11-05T10:00:00.000Z', new Date('2026-11-10T09:00:00.000Z')),
}

const found = (some: Partial<Facets>) =>
  matching(pieces, { ...noFacets, where: 'all', ...some }, standing).map((one) => pieces.indexOf(one) + 1)

test('where a piece is: without a place, in the work, covered, too small, of a house that is away, anywhere', () => {
  expect(found({ where: 'unplaced' })).toEqual([3, 4])
  expect(found({ where: 'placed' })).toEqual([1, 2])
  expect(found({ where: 'hidden' })).toEqual([1])
  expect(found({ where: 'small' })).toEqual([2])
  expect(found({ where: 'absent-houses' })).toEqual([2, 4])
  expect(found({})).toEqual([1, 2, 3, 4])
})

test('house, kind, colour and size, each alone and together', () => {
  expect(found({ house: aarhus.code })).toEqual([2, 4])
  expect(found({ kind: 'text' })).toEqual([2])
  expect(found({ hue: 'red' })).toEqual([1, 3])
  expect(found({ size: 'large' })).toEqual([1])
  expect(found({ house: aarhus.code, hue: 'blue', kind: 'text', size: 'small' })).toEqual([2])
  expect(found({ house: aarhus.code, hue: 'red' })).toEqual([])
})

test('words are sought in what a text says, in the name, in the house and its town; all of them, in any case', () => {
  expect(found({ words: 'hund' })).toEqual([2])
  expect(found({ words: '  MIN  hund ' })).toEqual([2])
  expect(found({ words: 'min kat' })).toEqual([])
  expect(found({ words: 'kolding' })).toEqual([1, 3])
  // As one writes it, or as one did.
  expect(found({ words: 'århus' })).toEqual([2, 4])
  expect(found({ words: 'aase' })).toEqual([3])
})

test('new is what was accepted since the visit before, today, or within some days; the first time nothing is', () => {
  expect(found({ since: 'visit' })).toEqual([3])
  expect(found({ since: 'today' })).toEqual([])
  expect(found({ since: 'week' })).toEqual([3])
  const first = { ...standing, startOf: () => null }
  expect(matching(pieces, { ...noFacets, where: 'all', since: 'visit' }, first)).toEqual([])
  const now = new Date(2026, 10, 10, 9)
  expect(startOf('today', null, now)).toEqual(new Date(2026, 10, 10))
  expect(startOf('month', null, now)?.getTime()).toBe(now.getTime() - 30 * 86_400_000)
})

test('a piece without a colour belongs to no family of them', () => {
  expect(pieces.map(hueOf)).toEqual(['red', 'blue', 'red', null])
})
