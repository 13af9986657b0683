import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readable } from './readable.ts'
import { setText, type Measure } from './set-text.ts'

const graphemes = new Intl.Segmenter('da', { granularity: 'grapheme' })
const split = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment)

/** Every character half an em wide. */
const measure: Measure = (text) => split(text).length / 2
const box = { widthPx: 1968, heightPx: 1368 }
const linesOf = (text: string) => setText(text, box, measure).lines.map(({ text }) => text)

test('one word stands large in the middle', () => {
  const { fontSizePx, lines } = setText('Kaffe', box, measure)
  expect(fontSizePx).toBe(547)
  expect(lines).toHaveLength(1)
  const [line] = lines
  expect(line?.xPx).toBeCloseTo((box.widthPx - 2.5 * fontSizePx) / 2)
  expect(line?.baselinePx).toBeGreaterThan(box.heightPx / 2)
})

test('the more is said, the smaller it is set', () => {
  const size = (words: number) => setText('ord '.repeat(words), box, measure).fontSizePx
  expect(size(50)).toBeLessThan(size(20))
  expect(size(20)).toBeLessThan(size(5))
})

test("the maker's line breaks are kept, and many empty lines are one", () => {
  expect(linesOf('Sol\r\nog\n\n\n\nregn')).toEqual(['Sol', 'og', '', 'regn'])
})

test('lines are about equally long', () => {
  const lengths = linesOf('Jeg så en isfugl ved åen, den var helt blå, jeg blev stående, til den fløj').map(
    (line) => line.length,
  )
  const whole = lengths.slice(0, -1)
  expect(Math.max(...lengths)).toBeLessThan(Math.min(...whole) * 1.9)
})

test('a long word is broken with a hyphen in about equal parts, the rest stays whole', () => {
  const lines = linesOf('Speciallægepraksisplanlægningsstabiliseringsperiode')
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/\p{L}{3,}-$/u)
  expect(lines.map((line) => line.replace(/-$/, '')).join('')).toBe(
    'Speciallægepraksisplanlægningsstabiliseringsperiode',
  )
})

test('a line that is read from the right ends where the longest one does', () => {
  const [long, short, number] = setText('Kaffe\nשל\n12', box, measure).lines
  const { fontSizePx } = setText('Kaffe\nשל\n12', box, measure)
  const rightOf = (line: typeof long) => (line?.xPx ?? 0) + measure(line?.text ?? '') * fontSizePx
  expect(rightOf(short)).toBeCloseTo(rightOf(long))
  expect(short?.direction).toBe('rtl')
  expect(number?.xPx).toBeCloseTo(long?.xPx ?? 0)
})

test('a web address is broken where it has marks, and no hyphen creeps in', () => {
  const address = 'https://faellesvaerk.example/vaerk/femogtredive-plus-en/hele-historien'
  expect(linesOf(address).join('')).toBe(address)
})

test('letters with marks, flags and families are never cut', () => {
  const family = '👩‍👩‍👧‍👦'
  const lines = linesOf(family.repeat(60))
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.flatMap(split).every((character) => character === family)).toBe(true)
})

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('a', 'æ', 'ø', 'n', '-', ' ', '\n', '😀', '\u00ad', 'x'),
    maxLength: 200,
  }),
)

test('whatever is written, all of it is set, in order, inside the box', () => {
  const letters = (text: string) => text.replaceAll(/[\s\-\u00ad]/gu, '')
  fc.assert(
    fc.property(anyText, (text) => {
      const { fontSizePx, lineHeightPx, lines } = setText(text, box, measure)
      expect(letters(lines.map(({ text }) => text).join(''))).toBe(letters(readable(text)))
      expect(fontSizePx).toBeGreaterThanOrEqual(1)
      for (const [i, line] of lines.entries()) {
        expect(line.xPx).toBeGreaterThanOrEqual(0)
        expect(line.xPx + measure(line.text) * fontSizePx).toBeLessThanOrEqual(box.widthPx + 0.01)
        expect(line.baselinePx).toBeLessThanOrEqual(box.heightPx)
        expect(line.baselinePx).toBeCloseTo((lines[0]?.baselinePx ?? 0) + i * lineHeightPx, 6)
      }
    }),
  )
})

test('setting is the same every time', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(setText(text, box, measure)).toEqual(setText(text, box, measure))
    }),
  )
})
