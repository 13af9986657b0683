import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Stroke } from '#core/ink/drawing.ts'
import { stripHidden } from '#core/privacy/strip.ts'
import { Table, undoTimeMs } from './draft.svelte.ts'
import { furthestStep } from './pieces.ts'
import { memoryStore } from './store.ts'

const code = 'abcdef'
const maxBytes = 1_000_000

const stroke = (x: number): Stroke => ({
  colour: '#14213d',
  widthUnits: 12,
  calm: false,
  points: [[x, 1, 0.5]],
})

const artist = 'Bo Opdigtet'

const photoOf = async (format: 'jpeg' | 'png' | 'webp' | 'avif'): Promise<Blob> => {
  const made = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#ffb000' } })
    .withExif({ IFD0: { Artist: artist } })
    .toFormat(format)
    .toBuffer()
  return new Blob([Uint8Array.from(made)], { type: `image/${format}` })
}

const jpeg = () => photoOf('jpeg')

test('what is made is there again when the page is opened anew', async () => {
  const store = memoryStore()
  const table = await Table.open(store, code)
  await table.choose('drawing')
  await table.addStroke(stroke(1))
  await table.addStroke(stroke(2))
  await table.undoStroke()
  await table.write('og et ord')
  await table.credit({ kind: 'name', name: 'Bo' })

  const again = await Table.open(store, code)
  expect(again.draft).toEqual(table.draft)
  expect(again.draft.strokes).toEqual([stroke(1)])
  await again.redoStroke()
  expect(again.draft.strokes).toEqual([stroke(1), stroke(2)])
})

test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
  'a photo is kept without what was hidden in it: %s',
  async (format) => {
    const store = memoryStore()
    const table = await Table.open(store, code)
    expect(await table.takePhoto(await photoOf(format), maxBytes, stripHidden)).toBe('kept')

    const again = await Table.open(store, code)
    const bytes = Buffer.from((await again.photo?.arrayBuffer()) ?? new ArrayBuffer())
    expect((await sharp(bytes).metadata()).width).toBe(20)
    expect(bytes.includes(artist)).toBe(false)
  },
)

test('what is no picture, or too large, leaves the table as it was', async () => {
  const table = await Table.open(memoryStore(), code)
  await table.write('et ord')
  expect(await table.takePhoto(new Blob(['hello']), maxBytes, stripHidden)).toBe('not-a-picture')
  expect(await table.takePhoto(await jpeg(), 10, stripHidden)).toBe('too-large')
  expect(table.draft.photo).toBeNull()
  expect(table.draft.text).toBe('et ord')
})

test('a phone without room says so, and the work stays on the page', async () => {
  const store = memoryStore()
  const table = await Table.open(
    { ...store, saveDraft: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) },
    code,
  )
  await table.write('et ord')
  expect(table.saved).toBe('no-room')
  expect(table.draft.text).toBe('et ord')
})

test('a page that was closed while the camera was open says so once', async () => {
  const store = memoryStore()
  await (await Table.open(store, code)).cameraOpens()
  expect((await Table.open(store, code)).cameraLost).toBe(true)
  expect((await Table.open(store, code)).cameraLost).toBe(false)
})

test('a piece that was thrown out can be taken back for half a minute', async () => {
  let nowMs = 1000
  const store = memoryStore()
  const table = await Table.open(store, code, () => nowMs)
  await table.choose('text')
  await table.write('håb')
  await table.throwOut()

  nowMs += undoTimeMs - 1
  const soon = await Table.open(store, code, () => nowMs)
  expect(soon.isBegun).toBe(false)
  await soon.takeBack()
  expect(soon.isBegun).toBe(true)

  await soon.throwOut()
  nowMs += undoTimeMs
  expect((await Table.open(store, code, () => nowMs)).draft.text).toBe('')
  expect(await store.draft(code)).toBeUndefined()
})

test('nobody is led past a question whose ground is missing', async () => {
  const table = await Table.open(memoryStore(), code)
  expect(furthestStep(table.draft)).toBe(1)
  await table.choose('photo')
  expect(furthestStep(table.draft)).toBe(2)
  await table.takePhoto(await jpeg(), maxBytes, stripHidden)
  expect(furthestStep(table.draft)).toBe(2)
  await table.answerPerson('no')
  expect(furthestStep(table.draft)).toBe(4)
  await table.credit({ kind: 'none' })
  expect(furthestStep(table.draft)).toBe(5)
})

test('a photo that had no room on the phone lies there as soon as there is room', async () => {
  const store = memoryStore()
  let isFull = true
  const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
  const table = await Table.open(
    {
      ...store,
      saveDraft: (draft) => (isFull ? full() : store.saveDraft(draft)),
      savePhoto: (draft, bytes) => (isFull ? full() : store.savePhoto(draft, bytes)),
    },
    code,
  )
  expect(await table.takePhoto(await jpeg(), maxBytes, stripHidden)).toBe('no-room')
  await table.answerPerson('no')
  expect(await table.keep()).toBe(false)
  isFull = false
  expect(await table.keep()).toBe(true)
  expect(table.saved).toBe('saved')

  const again = await Table.open(store, code)
  expect(again.draft.person).toBe('no')
  expect(again.photo?.size).toBe(table.photo?.size)
})
