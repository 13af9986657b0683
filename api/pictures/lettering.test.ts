import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { readable } from '#core/lettering/readable.ts'
import { meanDifference, readShared, sharedFiles } from '#tests/support/pictures.ts'
import { textsOfTheWorld } from '#tests/support/texts.ts'
import { drawDrawing } from './ink.ts'
import { drawText } from './lettering.ts'
import type { Pixels } from './pixels.ts'
import { openTypeface } from './typeface.ts'

// Pictures take their time where others want the machine too.
vi.setConfig({ testTimeout: 120_000 })

const paper = '#ffffff'
const ink = '#000000'

/** Where there is ink, in parts of the card; null where there is none. */
function inkOf({ data, widthPx, heightPx }: Pixels) {
  let [left, top, right, bottom] = [widthPx, heightPx, -1, -1]
  for (let at = 0; at < data.length; at += 3) {
    if ((data[at] ?? 255) > 250) continue
    const x = (at / 3) % widthPx
    const y = Math.floor(at / 3 / widthPx)
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (right < 0) return null
  return {
    left: left / widthPx,
    top: top / heightPx,
    right: (right + 1) / widthPx,
    bottom: (bottom + 1) / heightPx,
  }
}

/** Ink that leaves the card would be cut at its edge, and so touch it. */
async function expectInkOnCard(text: string) {
  const box = inkOf(await drawText(text, { paper, ink, longSidePx: 320 }))
  if (box === null) return
  expect(Math.min(box.left, box.top, 1 - box.right, 1 - box.bottom), JSON.stringify(text)).toBeGreaterThan(0)
}

describe('the letters of the world', () => {
  test.each(Object.entries(textsOfTheWorld))(
    '%s has every letter, and all of them on the card',
    async (_, text) => {
      const { measure } = await openTypeface(text)
      // Neither is a character of the text: what stands for a letter, and for a picture, that no font has.
      const boxes = [measure('\u{10fffd}'), measure('\u{1faff}')]
      const unknown = [...new Intl.Segmenter().segment(readable(text))].filter(({ segment }) =>
        boxes.includes(measure(segment)),
      )
      expect(unknown).toEqual([])
      await expectInkOnCard(text)
    },
  )

  test('letters that join are other letters than those that stand alone', async () => {
    const { measure } = await openTypeface('ب ببب')
    expect(measure('ببب')).toBeLessThan(3 * measure('ب'))
    const hindi = await openTypeface('क्षत्रि क ष त र')
    expect(hindi.measure('क्ष')).toBeLessThan(hindi.measure('क') + hindi.measure('ष'))
  })

  test.each(['👩‍👩‍👧‍👦', '👍🏽', '🇩🇰', '🏳️‍🌈', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '1️⃣', '👨🏿‍👩🏻‍👧🏾', '🇽🇽', '🫩', '👩🏽‍🤝‍👩🏿'])(
    '%s is one sign',
    async (sign) => {
      const one = inkOf(await drawText('😀', { paper, ink, longSidePx: 320 }))
      const box = inkOf(await drawText(sign, { paper, ink, longSidePx: 320 }))
      expect((box?.right ?? 1) - (box?.left ?? 0)).toBeLessThan(((one?.right ?? 0) - (one?.left ?? 0)) * 1.4)
    },
  )
})

describe('whatever is written', () => {
  const nasty = [
    'Z' + '\u0351\u0322\u035d'.repeat(66),
    'Ŗ̴̡̛̫̝̟̖͌͗̈'.repeat(12),
    '👨‍👩‍👧‍👦'.repeat(200),
    'ø'.repeat(200),
    'ﷺ'.repeat(200),
    'ב12.5% (a) '.repeat(20),
    '\u0301'.repeat(200),
    '\u0e49'.repeat(200),
    'ก\u0e49\u0e49\u0e49\u0e49\u0e49'.repeat(30),
    'བ' + '\u0f71\u0f72\u0fb1'.repeat(60),
    '\u202e\u2066\u202b\u0000\u0007\u200f'.repeat(30),
    '\ud83d'.repeat(100) + '\ude00'.repeat(100),
    '\ue000\uf8ff\u{10fffd}'.repeat(60),
    'a\n'.repeat(100),
    '\u200d'.repeat(200),
    '꧅'.repeat(200),
    '𒐫'.repeat(100),
    '\u1031\u1039'.repeat(100),
  ]
  test.each(nasty.map((text) => [text]))('the ink stays on the card: %j', expectInkOnCard)

  const alphabet = Object.values(textsOfTheWorld).flatMap((text) => [...text])
  const anyText = fc.oneof(
    fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom(
        '\u0301',
        '\u0489',
        '\u0e33',
        '\u064b',
        '\u202e',
        '\ud800',
        'é',
        '٣',
        ' ',
        '\n',
        '👩',
        '\u200d',
        '🏽',
      ),
      maxLength: 200,
    }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
  )
  test('it can be set, and the ink stays on the card', async () => {
    await fc.assert(fc.asyncProperty(anyText, expectInkOnCard), { numRuns: 120 })
  })
})

describe('at any size it is the same picture', () => {
  test.each([['Danish'], ['Arabic'], ['Japanese'], ['pictures']] as const)('a text: %s', async (language) => {
    const text = textsOfTheWorld[language]
    const [small, large] = [
      await drawText(text, { longSidePx: 512 }),
      await drawText(text, { longSidePx: 4096 }),
    ]
    expect([small.widthPx, small.heightPx, large.widthPx, large.heightPx]).toEqual([512, 384, 4096, 3072])
    expect(await meanDifference(small, large)).toBeLessThan(0.01)
  })

  test('a drawing', async () => {
    const points = Array.from({ length: 90 }, (_, i): [number, number, number] => [
      100 + i * 9,
      420 + Math.sin(i / 7) * 250,
      0.5,
    ])
    const strokes = [false, true].map((calm, i) => ({
      colour: i === 0 ? '#c8323c' : '#2f74c0',
      widthUnits: 12 + i * 28,
      calm,
      points: points.map(([x, y, pressure]): [number, number, number] => [x, y + i * 60, pressure]),
    }))
    const drawing = { heightUnits: 850, paper, strokes }
    const [small, large] = [await drawDrawing(drawing, 512), await drawDrawing(drawing, 4096)]
    expect([small.widthPx, small.heightPx, large.widthPx, large.heightPx]).toEqual([512, 435, 4096, 3482])
    expect(await meanDifference(small, large)).toBeLessThan(0.01)
  })
})

// Where there is no such data none is covered, and the line at the end says so.
describe('shared texts', () => {
  let covered = 0
  afterAll(() => {
    process.stdout.write(`shared texts: ${sharedFiles('texts').length} files, ${covered} texts set\n`)
  })

  // One test for all of them, which is there also where there is none.
  test('each can be set line by line', async () => {
    for (const path of sharedFiles('texts'))
      for (const text of (await readShared(path)).toString('utf8').split('\n')) {
        if (text.trim() === '') continue
        expect(inkOf(await drawText(text, { paper, ink, longSidePx: 320 })), text).not.toBeNull()
        await expectInkOnCard(text)
        covered++
      }
  })
})
