import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '#core/contract/endpoints.ts'
import { problemKinds, problemSentence, type ProblemType } from '#core/contract/problems.ts'

/** A message is one text, or texts by number: https://inlang.com/m/reootnfj "variants". */
const Variants = z.array(z.object({ match: z.record(z.string(), z.string()) }).loose())
const Catalogue = z.record(z.string(), z.union([z.string(), Variants]))

type Room = 'shared' | 'maker' | 'curator' | 'composer' | 'visitor'

const catalogue = (room: Room, language: string) => {
  const { $schema: _, ...messages } = Catalogue.parse(
    JSON.parse(readFileSync(`web/messages/${room}.${language}.json`, 'utf8')),
  )
  return new Map(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match)),
    ]),
  )
}

const placeholdersIn = (texts: readonly string[]) =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)))].sort()

/** A placeholder reads as one short word. */
const readAloud = (text: string) => text.replace(/\{\w+\}/g, 'ord')
const wordsIn = (text: string) => text.match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) ?? []
const sentencesIn = (text: string) =>
  text.split(/(?<=[.!?:])\s+|\n+/).filter((part) => wordsIn(part).length > 0)

/** Words per sentence plus the share of words longer than six letters (Björnsson 1968). */
function lix(texts: readonly string[]): number {
  const words = texts.flatMap(wordsIn)
  const sentences = texts.flatMap(sentencesIn)
  const long = words.filter((word) => word.length > 6)
  return words.length / sentences.length + (100 * long.length) / words.length
}

/** What ends as a sentence does. Labels and buttons are short, and would make a room look easier than its texts are. */
const isRunning = (text: string) => /[.!?]$/.test(text.trim())

const sentencesOver = (texts: readonly string[], wordsInSentence: number) =>
  texts.flatMap(sentencesIn).filter((sentence) => wordsIn(sentence).length > wordsInSentence)

const longWordsIn = (texts: readonly string[]) => [
  ...new Set(texts.flatMap(wordsIn).filter((word) => word.length > 12)),
]

/** Words that belong to offices and machines, and are never said to a maker. */
const neverSaid = /samtykke|indsend|upload|bruger|bidrag|registrer|kurator|ugyldig|udsatte/i
const neverSaidInEnglish = /consent|submit|upload|\buser\b|contribut|register|curator|invalid/i

const limits = {
  shared: { lix: 20, wordsInSentence: 11 },
  maker: { lix: 20, wordsInSentence: 11 },
  curator: { lix: 30, wordsInSentence: 20 },
  composer: { lix: 30, wordsInSentence: 20 },
  visitor: { lix: 25, wordsInSentence: 16 },
} as const

const rooms = ['shared', 'maker', 'curator', 'composer', 'visitor'] as const

describe.each(rooms)('the words of the room "%s"', (room) => {
  const danish = catalogue(room, 'da')
  const english = catalogue(room, 'en')
  const read = [...danish.values()].flat().map(readAloud)

  test('are there in Danish and in English, under the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...danish.keys()].sort())
  })

  test('take the same placeholders in both languages', () => {
    const differing = [...danish].filter(([key, texts]) => {
      const other = placeholdersIn(english.get(key) ?? [])
      return placeholdersIn(texts).join() !== other.join()
    })
    expect(differing.map(([key]) => key)).toEqual([])
  })

  test('are in Greenlandic only where they are known, with the same placeholders', () => {
    const wrong = [...catalogue(room, 'kl')].filter(([key, texts]) => {
      const there = danish.get(key)
      return there === undefined || placeholdersIn(texts).join() !== placeholdersIn(there).join()
    })
    expect(wrong.map(([key]) => key)).toEqual([])
  })

  test('are never empty', () => {
    const empty = [danish, english].flatMap((words) =>
      [...words].filter(([, texts]) => texts.some((text) => text.trim() === '')).map(([key]) => key),
    )
    expect(empty).toEqual([])
  })

  test(`read as easily as agreed: LIX at most ${limits[room].lix}`, () => {
    expect(lix(read)).toBeLessThanOrEqual(limits[room].lix)
  })

  test('and so do the running texts alone, without the labels and buttons between them', () => {
    const running = read.filter(isRunning)
    expect(running).not.toEqual([])
    expect(lix(running)).toBeLessThanOrEqual(limits[room].lix)
  })

  test(`come in sentences of at most ${limits[room].wordsInSentence} words`, () => {
    expect(sentencesOver(read, limits[room].wordsInSentence)).toEqual([])
  })
})

describe('what a maker reads', () => {
  const read = (language: string) =>
    (['shared', 'maker'] as const).flatMap((room) => [...catalogue(room, language)])

  test.each([
    ['da', neverSaid],
    ['en', neverSaidInEnglish],
  ])('holds no word of offices and machines (%s)', (language, words) => {
    const said = read(language).filter(([, texts]) => texts.some((text) => words.test(text)))
    expect(said).toEqual([])
  })

  test('has no long words', () => {
    expect(longWordsIn(read('da').flatMap(([, texts]) => texts.map(readAloud)))).toEqual([])
  })
})

/** What the pages say of themselves, before anything is asked. */
const saidByPages = ['name-missing'] as const satisfies readonly ProblemType[]

/** All that can be answered to somebody who has a card, or nothing at all. */
const problemsOfMakers = [
  ...new Set<ProblemType>([
    ...endpoints.filter(({ who }) => who === 'anyone' || who === 'card').flatMap(({ problems }) => problems),
    ...saidByPages,
  ]),
]

describe('what a maker reads when something goes wrong', () => {
  const said = (language: 'da' | 'en') => problemsOfMakers.map((type) => problemSentence(type, language))

  test('is found in the contract', () => {
    expect(problemsOfMakers).toEqual(
      expect.arrayContaining([
        'card-unknown',
        'consent-missing',
        'too-many-tries',
        'cross-site',
        'unexpected',
      ]),
    )
    expect(problemsOfMakers.length).toBeLessThan(Object.keys(problemKinds).length)
  })

  test(`reads as easily as the rest: LIX at most ${limits.maker.lix}`, () => {
    expect(lix(said('da'))).toBeLessThanOrEqual(limits.maker.lix)
  })

  test(`comes in whole sentences of at most ${limits.maker.wordsInSentence} words`, () => {
    expect(said('da').filter((text) => !isRunning(text))).toEqual([])
    expect(sentencesOver(said('da'), limits.maker.wordsInSentence)).toEqual([])
  })

  test('has no long words', () => {
    expect(longWordsIn(said('da'))).toEqual([])
  })

  test.each([
    ['da', neverSaid],
    ['en', neverSaidInEnglish],
  ] as const)('holds no word of offices and machines (%s)', (language, words) => {
    expect(said(language).filter((text) => words.test(text))).toEqual([])
  })
})

test('what an office would have written is far above every limit', () => {
  const office =
    'For at indsende dit bidrag skal du give samtykke til behandling af dine personoplysninger i overensstemmelse med vores privatlivspolitik.'
  expect(lix([office])).toBeCloseTo(50.6, 1)
  expect(neverSaid.test(office)).toBe(true)
  expect(sentencesOver([office], limits.maker.wordsInSentence)).toEqual([office])
  expect(longWordsIn([office])).toEqual(['personoplysninger', 'overensstemmelse', 'privatlivspolitik'])
})

test('a page calls itself Greenlandic only when all that a maker reads is', () => {
  // A voice that reads aloud follows the page's `lang`: as long as some texts are Danish, it is that of a Danish page.
  const missing = (['shared', 'maker'] as const).flatMap((room) => {
    const greenlandic = catalogue(room, 'kl')
    return [...catalogue(room, 'da').keys()].filter((key) => !greenlandic.has(key))
  })
  const calls = catalogue('shared', 'kl').get('language_tag')
  expect(calls).toEqual(missing.length === 0 ? ['kl'] : undefined)
})

test('a known message is in what the build made, in the words of the catalogue', async () => {
  // The message compiler leaves everything out, without a word, when its plugin cannot be read.
  const compiled = new URL('../../web/src/lib/paraglide/messages.js', import.meta.url)
  expect(existsSync(compiled)).toBe(true)
  const module: unknown = await import(compiled.href)
  const say = z.object({
    p_pick_h: z.custom<(inputs: object, options: object) => string>((f) => typeof f === 'function'),
  })
  const said = z.object({ m: say }).parse(module).m.p_pick_h({}, { locale: 'da' })
  expect([said]).toEqual(catalogue('maker', 'da').get('p_pick_h'))
})
