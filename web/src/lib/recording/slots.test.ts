import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { blank } from '#core/voice/blank.ts'
import { slotScreens } from './slots.server.ts'

const messages = (room: string, language: string) =>
  Object.entries(
    z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(readFileSync(`web/messages/${room}.${language}.json`, 'utf8'))),
  )

const texts = (language: 'da' | 'en' | 'kl') =>
  slotScreens(language).flatMap(({ slots }) => slots.map(({ text }) => text))

/** A message as somebody reads it: the steps' numbers are few enough to be read one by one. */
const asRead = (text: string) =>
  text.includes('{of}')
    ? [1, 2, 3, 4, 5].map((step) => text.replace('{step}', String(step)).replace('{of}', '5'))
    : [text.replace(/\{\w+\}/g, blank)]

test.each(['da', 'en'] as const)('everything that a maker can meet can be recorded (%s)', (language) => {
  const met = [
    ...messages('maker', language),
    ...messages('shared', language).filter(([key]) => /^(p|error)_/.test(key)),
  ].filter(([key]) => key !== 'p_thanks_file')
  const plain = met.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  // A form for each number could not be told from the words on the screen.
  expect(plain).toHaveLength(met.length)
  const recordable = new Set(texts(language))
  expect(plain.flatMap(([, text]) => asRead(text)).filter((text) => !recordable.has(text))).toEqual([])
  expect(recordable.size).toBeGreaterThan(150)
})

test('words that stand in several places are read once', () => {
  const all = texts('da')
  expect(new Set(all).size).toBe(all.length)
})

test('the words come in the order of the maker’s way', () => {
  expect(slotScreens('da').map(({ name }) => name)).toEqual([
    'start',
    'pick',
    'photo',
    'draw',
    'write',
    'look',
    'name',
    'ok',
    'thanks',
    'card',
    'trouble',
    'everywhere',
    'other',
  ])
})

test('Greenlandic has the words that it has', () => {
  const own = [...messages('maker', 'kl'), ...messages('shared', 'kl')].filter(([key]) =>
    /^(p|error)_/.test(key),
  )
  expect(texts('kl').length).toBeLessThanOrEqual(own.length + 4)
  expect(own.length === 0).toBe(texts('kl').length === 0)
})

test('no message uses the sign that stands for a blank', () => {
  const using = ['maker', 'shared'].flatMap((room) =>
    ['da', 'en', 'kl'].flatMap((language) =>
      messages(room, language).filter(([, text]) => JSON.stringify(text).includes(blank)),
    ),
  )
  expect(using).toEqual([])
})
