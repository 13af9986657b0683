import { expect, test } from 'vitest'
import { HouseCode, Sha256 } from '#core/contract/ids.ts'
import { getVoice, listVoices } from '#core/contract/voices.ts'
import { address } from '../api.ts'
import { clipsOf, listAddress, soundAddress } from './clips.ts'

const sha256 = Sha256.parse('ab'.repeat(32))

test('the addresses are those of the contract', () => {
  const house = HouseCode.parse('huset-ved-aaen')
  expect(soundAddress({ sha256, mediaType: 'audio/webm' })).toBe(address(getVoice, { params: { sha256 } }))
  expect(listAddress('da', house)).toBe(
    address(listVoices, { params: undefined, query: { locale: 'da', house } }),
  )
  expect(listAddress('kl', undefined)).toBe(
    address(listVoices, { params: undefined, query: { locale: 'kl' } }),
  )
})

test('an answer of the contract is read whole', () => {
  const encodings = [
    { mediaType: 'audio/mp4', sha256, byteSize: 10 },
    { mediaType: 'audio/webm', sha256, byteSize: 12 },
  ] as const
  const answer = listVoices.answer.parse([{ slot: 'p_yes', locale: 'da', text: 'Ja', own: true, encodings }])
  expect(clipsOf(answer)).toEqual([
    {
      text: 'Ja',
      sounds: [
        { mediaType: 'audio/mp4', sha256 },
        { mediaType: 'audio/webm', sha256 },
      ],
    },
  ])
})

test('what is no clip is left out', () => {
  expect(clipsOf(null)).toEqual([])
  expect(clipsOf({ text: 'Ja' })).toEqual([])
  expect(
    clipsOf([1, { text: 'Ja' }, { text: 'Ja', encodings: [{ sha256, mediaType: 'audio/x' }, null] }]),
  ).toEqual([])
})
