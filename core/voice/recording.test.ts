import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxesIn } from '../privacy/boxes.ts'
import { bigEndian, joined, letters } from '../privacy/bytes.ts'
import { cleanRecording } from './recording.ts'

const recorded = (name: string) => Uint8Array.from(readFileSync(`tests/fixtures/${name}`))
const mp4 = recorded('beep.mp4')
const webm = recorded('beep.webm')

const said = (text: string) => letters(text)
const holds = (bytes: Uint8Array | undefined, text: string) =>
  Buffer.from(bytes ?? []).includes(Buffer.from(said(text)))

const secret = 'Jeg bor i skoven'
const box = (name: string, payload: readonly number[]) =>
  Uint8Array.from([...bigEndian(payload.length + 8), ...said(name), ...payload])
const element = (id: readonly number[], payload: readonly number[]) =>
  Uint8Array.from([...id, 0x80 | payload.length, ...payload])

test('what a browser records is told by its bytes, and comes out as long as it went in', () => {
  expect(cleanRecording(mp4)).toMatchObject({ mediaType: 'audio/mp4' })
  expect(cleanRecording(webm)).toMatchObject({ mediaType: 'audio/webm' })
  expect(cleanRecording(mp4)?.bytes).toHaveLength(mp4.length)
  expect(cleanRecording(webm)?.bytes).toHaveLength(webm.length)
})

test('the sound itself is not touched', () => {
  const sound = (bytes: Uint8Array) =>
    boxesIn(bytes, { from: 0, to: bytes.length })
      .filter(({ name }) => name === 'mdat')
      .map(({ payload, end }) => Buffer.from(bytes.subarray(payload, end)).toString('hex'))
  expect(sound(cleanRecording(mp4)?.bytes ?? mp4)).toEqual(sound(mp4))
  expect(sound(mp4).join('').length).toBeGreaterThan(1000)
  const cluster = Buffer.from(webm).indexOf(Buffer.from([0x1f, 0x43, 0xb6, 0x75]), 250)
  expect(cleanRecording(webm)?.bytes.subarray(cluster, cluster + 4000)).toEqual(
    webm.subarray(cluster, cluster + 4000),
  )
})

test('cleaned twice is cleaned once', () => {
  for (const bytes of [mp4, webm]) {
    const once = cleanRecording(bytes)?.bytes ?? new Uint8Array()
    expect(cleanRecording(once)?.bytes).toEqual(once)
  }
})

describe('an MP4', () => {
  test.each(['udta', 'meta', 'uuid', 'free', 'skip', 'abcd'])(
    'says nothing that hangs on to it in a box "%s"',
    (name) => {
      const cleaned = cleanRecording(joined([mp4, box(name, said(secret))]))
      expect(cleaned).not.toBeNull()
      expect(holds(cleaned?.bytes, secret)).toBe(false)
    },
  )

  test('says nothing that hangs on to its film or to its track', () => {
    for (const parent of ['moov', 'trak']) {
      // Where no number says where something else lies, a box may be put in: it lies at the end of the film.
      const grown = withInside(mp4, parent, box('udta', said(secret)))
      expect(holds(grown, secret)).toBe(true)
      const cleaned = cleanRecording(grown)
      expect(cleaned).not.toBeNull()
      expect(holds(cleaned?.bytes, secret)).toBe(false)
    }
  })

  test('does not say when it was recorded', () => {
    const at = Buffer.from(mp4).indexOf('mvhd')
    expect(mp4.subarray(at + 8, at + 24).some((byte) => byte !== 0)).toBe(true)
    expect(cleanRecording(mp4)?.bytes.subarray(at + 8, at + 24)).toEqual(new Uint8Array(16))
  })

  test('with a picture in it is no voice', () => {
    const film = mp4.slice()
    film.set(said('vide'), Buffer.from(mp4).indexOf('soun'))
    expect(cleanRecording(film)).toBeNull()
  })
})

describe('a WebM', () => {
  test('says nothing that stands in its tags', () => {
    const cleaned = cleanRecording(joined([webm, element([0x12, 0x54, 0xc3, 0x67], said(secret))]))
    expect(cleaned).not.toBeNull()
    expect(holds(cleaned?.bytes, secret)).toBe(false)
  })

  test('has no title, no date and no name of a track', () => {
    for (const id of [
      [0x7b, 0xa9],
      [0x44, 0x61],
      [0x53, 0x6e],
      [0x73, 0x84],
    ]) {
      const cleaned = cleanRecording(joined([webm, element(id, said(secret))]))
      expect(holds(cleaned?.bytes, secret)).toBe(false)
    }
  })

  test('that was cut off while it was recorded is not kept', () => {
    expect(cleanRecording(webm.slice(0, webm.length - 100))).toBeNull()
  })

  test('with a picture in it is no voice', () => {
    const film = webm.slice()
    film[Buffer.from(webm).indexOf(Buffer.from([0x83, 0x81, 0x02])) + 2] = 1
    expect(cleanRecording(film)).toBeNull()
  })
})

test('what is no recording is none, whatever it begins with', () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.tuple(fc.nat(mp4.length), fc.boolean()).map(([cut, isMp4]) => (isMp4 ? mp4 : webm).slice(0, cut)),
    fc
      .tuple(fc.nat(600), fc.nat(255), fc.boolean())
      .map(([at, byte, isMp4]) => (isMp4 ? mp4 : webm).with(at, byte)),
  )
  fc.assert(
    fc.property(anything, (bytes) => {
      const cleaned = cleanRecording(Uint8Array.from(bytes))
      expect(cleaned?.bytes.length ?? bytes.length).toBe(bytes.length)
    }),
  )
  for (const text of ['', 'Kære alle', 'OggS', 'RIFF....WAVEfmt '])
    expect(cleanRecording(Uint8Array.from(said(text)))).toBeNull()
})

/** The file with something put in at the end of a box, and the boxes around it grown by as much. */
function withInside(bytes: Uint8Array, parent: string, given: Uint8Array): Uint8Array<ArrayBuffer> {
  const outer = boxesIn(bytes, { from: 0, to: bytes.length }).find(({ name }) => name === 'moov')
  if (!outer) throw new Error('there is no film')
  const inner =
    parent === 'moov'
      ? outer
      : boxesIn(bytes, { from: outer.payload, to: outer.end }).find(({ name }) => name === parent)
  if (!inner) throw new Error(`there is no ${parent}`)
  const grown = joined([bytes.subarray(0, inner.end), given, bytes.subarray(inner.end)])
  for (const { start, end } of new Set([outer, inner]))
    grown.set(bigEndian(end - start + given.length), start)
  return grown
}
