import { expect, test } from 'vitest'
import type { Clip } from './clips.ts'
import { scriptFor } from './script.ts'

const clip = (text: string, sha256 = text): Clip => ({ text, sounds: [{ mediaType: 'audio/webm', sha256 }] })

const clips = [
  'Hvad har du lyst til?',
  'Skriv lidt',
  'Et ord er nok',
  'Ja',
  'Dit stykke har en gul kant.',
  'Sådan kan det komme til at stå. Kun du ser det nu.',
  'Der er plads til … tegn mere.',
  'Du har valgt: …',
  'Nettet: …. Tryk: ….',
  'Kun husets navn',
  'Trin 2 af 5',
  'Kom igen …. Så kan du være med.',
].map((text) => clip(text))

/** What is heard, with the voice of the phone in brackets. */
const heard = (text: string, known = clips) =>
  scriptFor(known)(text).map((part) => (part.kind === 'clip' ? part.clip.text : `[${part.text}]`))

test('words that were recorded are heard as they were recorded', () => {
  expect(heard('Hvad har du lyst til?')).toEqual(['Hvad har du lyst til?'])
  expect(heard('  Skriv\n   lidt ')).toEqual(['Skriv lidt'])
  expect(heard('Skriv\u00ad lidt')).toEqual(['Skriv lidt'])
})

test('words that were changed since are not', () => {
  expect(heard('Hvad vil du?')).toEqual(['[Hvad vil du?]'])
  expect(heard('Hvad har du lyst til nu?')).toEqual(['[Hvad har du lyst til nu?]'])
})

test('a short answer is not heard out of a longer one', () => {
  expect(heard('Ja, kun mig')).toEqual(['[Ja, kun mig]'])
  expect(heard('Ja')).toEqual(['Ja'])
  expect(heard('Skriv lidtmere')).toEqual(['[Skriv lidtmere]'])
})

test('two messages in one paragraph are two clips', () => {
  expect(heard('Dit stykke har en gul kant. Sådan kan det komme til at stå. Kun du ser det nu.')).toEqual([
    'Dit stykke har en gul kant.',
    'Sådan kan det komme til at stå. Kun du ser det nu.',
  ])
})

test('what stands beside recorded words is said by the phone, in its place', () => {
  expect(heard('Lav et lille stykke. Dit stykke har en gul kant. Farvel.')).toEqual([
    '[Lav et lille stykke.]',
    'Dit stykke har en gul kant.',
    '[Farvel.]',
  ])
  expect(heard('Kun husets navn: Huset ved åen')).toEqual(['Kun husets navn', '[Huset ved åen]'])
})

test('a number, a date or a name is told by the fixed words around it, and said after them', () => {
  expect(heard('Der er plads til 40 tegn mere.')).toEqual(['Der er plads til … tegn mere.', '[40]'])
  expect(heard('Du har valgt: Bo. Og Lis')).toEqual(['Du har valgt: …', '[Bo. Og Lis]'])
  expect(heard('Nettet: ja. Tryk: nej.')).toEqual(['Nettet: …. Tryk: ….', '[ja, nej]'])
  expect(heard('Kom igen 3. maj. Så kan du være med. Farvel.')).toEqual([
    'Kom igen …. Så kan du være med.',
    '[3. maj]',
    '[Farvel.]',
  ])
})

test('words without a blank are preferred to those with one', () => {
  const known = [clip('Trin … af 5'), ...clips]
  expect(heard('Trin 2 af 5', known)).toEqual(['Trin 2 af 5'])
  expect(heard('Trin 3 af 5', known)).toEqual(['Trin … af 5', '[3]'])
})

test('of two that say the same, the first is heard', () => {
  const known = [clip('Ja', 'own'), clip('Ja', 'common')]
  const [part] = scriptFor(known)('Ja')
  expect(part?.kind === 'clip' && part.clip.sounds[0]?.sha256).toBe('own')
})

test('signs that mean something to a pattern are only signs', () => {
  expect(heard('Hvad (nu)?', [clip('Hvad (…)?')])).toEqual(['Hvad (…)?', '[nu]'])
})

test('nothing is said of what has no words', () => {
  expect(heard('')).toEqual([])
  expect(heard(' · – ')).toEqual([])
})
