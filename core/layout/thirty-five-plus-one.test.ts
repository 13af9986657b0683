import { expect, test } from 'vitest'
import type { Arranged, LayoutLock, LayoutPiece, LayoutStanding } from './layout.ts'
import { thirtyFivePlusOne as layout } from './thirty-five-plus-one.ts'
import { drawn, idNumbered } from './testing/scenes.ts'

const frame = { widthMm: 1600, heightMm: 900 }
const counts = { a: 6, b: 3, c: 1, d: 12, e: 4 }
const pieces = Object.entries(counts)
  .flatMap(([houseCode, count]) => Array<string>(count).fill(houseCode))
  .map((houseCode, index): LayoutPiece => ({
    id: idNumbered(index),
    houseCode,
    aspect: 4 / 3,
    averageColour: '#808080',
  }))
const houseOf = new Map(pieces.map(({ id, houseCode }) => [id, houseCode]))

interface Given {
  readonly options?: Parameters<typeof layout.options.parse>[0]
  readonly standing?: readonly LayoutStanding[]
  readonly locks?: readonly LayoutLock[]
}

const arrange = ({ options = {}, standing = [], locks = [] }: Given = {}) =>
  layout.arrange({ pieces, frame, options: layout.options.parse(options), locks, standing, seed: 1 })

const inField = (arranged: readonly Arranged[], name: string) =>
  arranged.filter(({ slot }) => slot?.startsWith(`${name}.`))

/** The wall as it stands, once it is arranged; `moved` names what a hand has moved since, and where to. */
const asStanding = (
  arranged: readonly Arranged[],
  moved: ReadonlyMap<string, { xMm: number; yMm: number }> = new Map(),
): LayoutStanding[] => arranged.map((one) => ({ ...one, box: { ...one.box, ...moved.get(one.pieceId) } }))

const middleOfCommon = (arranged: readonly Arranged[]) => {
  const theirs = inField(arranged, 'common')
  return {
    xMm: theirs.reduce((sum, { box }) => sum + box.xMm, 0) / theirs.length,
    yMm: theirs.reduce((sum, { box }) => sum + box.yMm, 0) / theirs.length,
  }
}

test('five houses stand round the field that belongs to all', () => {
  const arranged = arrange()
  const common = new Set(inField(arranged, 'common').map(({ pieceId }) => pieceId))
  const picture = drawn(arranged, frame, 64, (id) => (common.has(id) ? '■' : (houseOf.get(id) ?? '?')))
  expect(picture).toMatchInlineSnapshot(`
    "································································
    ····eeeeee········■■■■■■■■■■■■■■■■■■■■········aaaaaa·aaaaaa·····
    ····eeeeee········■■■■■■■■■■■■■■■■■■■■········aaaaaa·aaaaaa·····
    ····eeeeee········■■■■■■■■■■■■■■■■■■■■········aaaaaa·aaaaaa·····
    ····eeeeee········■■■■■■■■■■■■■■■■■■■■········aaaaaa·aaaaaa·····
    ····eeeeee········■■■■■■■■■■■■■■■■■■■■········aaaaaa·aaaaaa·····
    ····eeeeee········■■■■■■■■■■■■■■■■■■■■········aaaaaa············
    ····eeeeee········■■■■■■■■■■■■■■■■■■■■········aaaaaa············
    ····eeeeee········■■■■■■■■■■■■■■■■■■■■········aaaaaa············
    ································································
    ······················································cccc······
    ···dddddddddddddddddddddd·dddddddddddddd·ddddddd················
    ···dddddddddddddddddddddd·dddddddddddddd·ddddddd················
    ···dddddddddddddddddddddd·dddddddddddddd························
    ···dddddddddddddddddddddd·dddddddddddddd···········bbbbbbbbbb···
    ···dddddddddddddddddddddd·dddddddddddddd···········bbbbbbbbbb···
    ································································
    ································································"
  `)
})

test('the common field has one piece of each house, but not the only one of a house', () => {
  const common = inField(arrange(), 'common').map(({ pieceId }) => houseOf.get(pieceId))
  expect(common.sort()).toEqual(['a', 'b', 'd', 'e'])
})

test('a slot is called by its field, so that another piece of the house can take it over', () => {
  const slots = inField(arrange({ options: { common: 'none' } }), 'b').map(({ slot }) => slot)
  expect(slots).toEqual(['b.1', 'b.2', 'b.3'])
})

test('by pieces, everyone has about as much room; by houses, every house has', () => {
  const areas = (fieldSize: 'by-pieces' | 'by-houses', name: string) => {
    const theirs = inField(arrange({ options: { fieldSize, common: 'none' } }), name)
    return theirs.reduce((sum, { box }) => sum + box.widthMm * box.heightMm, 0) / theirs.length
  }
  const ratio = (fieldSize: 'by-pieces' | 'by-houses') => areas(fieldSize, 'b') / areas(fieldSize, 'd')
  expect(ratio('by-pieces')).toBeLessThan(1.7)
  expect(ratio('by-houses')).toBeGreaterThan(2.5)
})

test('what a hand lays in the common field belongs to all, and what it takes out goes home', () => {
  const arranged = arrange()
  const common = inField(arranged, 'common')
  const goesHome = common.find(({ pieceId }) => houseOf.get(pieceId) === 'd')
  const comes = inField(arranged, 'a')[0]
  const home = inField(arranged, 'd')[0]
  const moved = new Map([
    [comes?.pieceId ?? '', middleOfCommon(arranged)],
    [goesHome?.pieceId ?? '', { xMm: home?.box.xMm ?? 0, yMm: home?.box.yMm ?? 0 }],
  ])
  const again = arrange({ options: { common: 'placed' }, standing: asStanding(arranged, moved) })
  const now = inField(again, 'common').map(({ pieceId }) => pieceId)
  expect(now).toContain(comes?.pieceId)
  expect(now).not.toContain(goesHome?.pieceId)
  expect(now).toHaveLength(common.length)
})

test('arranged again without a hand, the same pieces belong to all, also when their field is moved', () => {
  const arranged = arrange()
  const idsIn = (one: readonly Arranged[]) =>
    inField(one, 'common')
      .map(({ pieceId }) => pieceId)
      .sort()
  const standing = asStanding(arranged)
  expect(idsIn(arrange({ standing }))).toEqual(idsIn(arranged))
  expect(idsIn(arrange({ standing, options: { commonPlace: 'left', commonPercent: 40 } }))).toEqual(
    idsIn(arranged),
  )
})

test('in a work that stands otherwise nobody belongs to all for lying in the middle', () => {
  const standing = pieces.map(({ id }, layer) => ({
    pieceId: id,
    box: { xMm: 800, yMm: 450, widthMm: 40, heightMm: 30, rotationDeg: 0 },
    slot: `r0c${layer}`,
    layer,
  }))
  expect(inField(arrange({ options: { common: 'placed' }, standing }), 'common')).toEqual([])
})

test('a locked piece in the common field stands there for its house', () => {
  const arranged = arrange()
  const own = inField(arranged, 'common').find(({ pieceId }) => houseOf.get(pieceId) === 'd')
  const locks = own ? [{ pieceId: own.pieceId, box: own.box }] : []
  const standing = asStanding(arranged.filter(({ pieceId }) => pieceId !== own?.pieceId))
  const common = inField(arrange({ standing, locks }), 'common').map(({ pieceId }) => houseOf.get(pieceId))
  expect(common.sort()).toEqual(['a', 'b', 'e'])
})

test('with thirty-five fields and five houses the wall keeps room for those to come', () => {
  const roomOf = (fields: number | 'auto') =>
    arrange({ options: { fields, fieldSize: 'by-houses', common: 'none' } }).reduce(
      (sum, { box }) => sum + box.widthMm * box.heightMm,
      0,
    )
  expect(roomOf(35)).toBeLessThan(roomOf('auto') / 2)
})
