import { expect, test } from 'vitest'
import { voiceFor } from './speech.ts'

const voice = (lang: string, localService = true) => ({ lang, localService })

test('only a voice of the same language speaks', () => {
  expect(voiceFor([voice('en-US'), voice('nb-NO'), voice('sv')], 'da')).toBeNull()
  expect(voiceFor([voice('en-US'), voice('da-DK')], 'da')).toEqual(voice('da-DK'))
  // As Android spells it.
  expect(voiceFor([voice('da_DK')], 'da')).toEqual(voice('da_DK'))
  expect(voiceFor([voice('dan-DK')], 'da')).toBeNull()
})

test('a voice that sends words away stays silent', () => {
  expect(voiceFor([voice('da-DK', false)], 'da')).toBeNull()
})

test('nothing speaks for a language that is not known', () => {
  expect(voiceFor([voice('da-DK')], 'kl')).toBeNull()
})
