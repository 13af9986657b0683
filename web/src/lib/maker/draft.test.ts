import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Stroke } from '#core/ink/drawing.ts'
import { Table, undoTimeMs } from './draft.svelte.ts'
import { drawingOf } from './paper.ts'
import { editsOf, furthestStep, newDraft } from './pieces.ts'
import { memoryStore } from './memory-store.ts'
import { strip } from './strip.ts'

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

test('one colour is a whole piece, lies below the strokes, and can be taken off again', async () => {
  const store = memoryStore()
  const table = await Table.open(store, code)
  await table.choose('drawing', '#f2e6c9')
  expect(furthestStep(table.draft)).toBe(2)
  await table.colourSheet('#ffb000')
  expect(table.isBegun).toBe(true)
  expect(furthestStep(table.draft)).toBe(4)

  const again = await Table.open(store, code)
  expect(drawingOf(again.draft)).toEqual({ heightUnits: 850, paper: '#ffb000', strokes: [] })
  await again.addStroke(stroke(1))
  await again.colourSheet(null)
  expect(drawingOf(again.draft)).toEqual({ heightUnits: 850, paper: '#f2e6c9', strokes: [stroke(1)] })
})

test('a drawing keeps the paper that it was begun on', async () => {
  const table = await Table.open(memoryStore(), code)
  await table.choose('drawing', '#f2e6c9')
  await table.addStroke(stroke(1))
  await table.choose('text', '#000000')
  await table.choose('drawing', '#000000')
  expect(table.draft.paper).toBe('#f2e6c9')
})

test('the calm line stays chosen, and goes with every stroke, taken back or not', async () => {
  const store = memoryStore()
  const table = await Table.open(store, code)
  expect(table.draft.calm).toBe(false)
  await table.drawCalmly(true)
  for (let x = 1; x <= 300; x++) await table.addStroke({ ...stroke(x), calm: true })
  for (let x = 1; x <= 300; x++) await table.undoStroke()

  // The page was closed in the middle.
  const again = await Table.open(store, code)
  expect(again.draft.calm).toBe(true)
  expect(again.draft.strokes).toEqual([])
  for (let x = 1; x <= 300; x++) await again.redoStroke()
  expect(again.draft.strokes.map(({ points }) => points[0]?.[0])).toEqual(
    Array.from({ length: 300 }, (_, i) => i + 1),
  )
  expect(again.draft.strokes.every(({ calm }) => calm)).toBe(true)
})

test('a draft from an earlier version of the page opens with what it lacked', async () => {
  const old = newDraft('11111111-1111-4111-8111-111111111111', code)
  for (const since of ['paper', 'ground', 'calm']) Reflect.deleteProperty(old, since)
  const store = memoryStore()
  await store.saveDraft({ ...old, kind: 'drawing', strokes: [stroke(1)] })
  const table = await Table.open(store, code)
  expect(drawingOf(table.draft)).toEqual({ heightUnits: 850, paper: '#ffffff', strokes: [stroke(1)] })
  expect(table.draft.calm).toBe(false)
})

test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
  'a photo is kept without what was hidden in it: %s',
  async (format) => {
    const store = memoryStore()
    const table = await Table.open(store, code)
    expect(await table.takePhoto(await photoOf(format), maxBytes, strip)).toBe('kept')

    const again = await Table.open(store, code)
    const bytes = Buffer.from((await again.photo?.arrayBuffer()) ?? new ArrayBuffer())
    expect((await sharp(bytes).metadata()).width).toBe(20)
    expect(bytes.includes(artist)).toBe(false)
  },
)

test('a file that is far too large is not read whole to find that out', async () => {
  const table = await Table.open(memoryStore(), code)
  const photo = await jpeg()
  const read: number[] = []
  class Large extends Blob {
    override get size(): number {
      return 2 * maxBytes + 1
    }
    override arrayBuffer(): Promise<ArrayBuffer> {
      read.push(this.size)
      return super.arrayBuffer()
    }
  }
  expect(await table.takePhoto(new Large([photo]), maxBytes, strip)).toBe('too-large')
  expect(await table.takePhoto(new Large(['en film']), maxBytes, strip)).toBe('not-a-picture')
  expect(read).toEqual([])
})

test('a finger that comes down on the camera’s button changes nothing of what the page says', async () => {
  const store = memoryStore()
  await (await Table.open(store, code)).cameraOpens()
  const table = await Table.open(store, code)
  await table.cameraOpens()
  expect(table.cameraLost).toBe(true)
  expect((await store.draft(code))?.camera).toBe('open')
  await table.cameraShuts()
  expect(table.cameraLost).toBe(true)
  await table.cameraCameBack()
  expect([table.cameraLost, table.draft.camera]).toEqual([false, 'shut'])
})

test('what is no picture, or too large, leaves the table as it was', async () => {
  const table = await Table.open(memoryStore(), code)
  await table.write('et ord')
  expect(await table.takePhoto(new Blob(['hello']), maxBytes, strip)).toBe('not-a-picture')
  expect(await table.takePhoto(await jpeg(), 10, strip)).toBe('too-large')
  expect(table.draft.photo).toBeNull()
  expect(table.draft.text).toBe('et ord')
})

test('what was painted over lies beside what it was, can be taken back, and goes with the draft', async () => {
  const store = memoryStore()
  const table = await Table.open(store, code)
  const photo = await jpeg()
  await table.takePhoto(photo, maxBytes, strip)
  const asItCame = Buffer.from(await (table.photo ?? new Blob()).arrayBuffer())
  const stroke = { brush: 'large', points: [[0.5, 0.5]] } as const
  const painted = new Blob(['painted'], { type: 'image/jpeg' })
  await table.hideInPhoto({ hidden: [stroke], unhidden: [] }, painted)

  const again = await Table.open(store, code)
  expect(again.draft.hidden).toEqual([stroke])
  expect(await again.photo?.text()).toBe('painted')
  const bytesOf = async (blob: Blob | null) => Buffer.from(await (blob ?? new Blob()).arrayBuffer())
  expect((await bytesOf(await again.unhiddenPhoto())).equals(asItCame)).toBe(true)

  await again.hideInPhoto({ hidden: [], unhidden: [stroke] }, painted)
  expect((await bytesOf(again.photo)).equals(asItCame)).toBe(true)
  expect(again.draft.unhidden).toEqual([stroke])

  await again.hideInPhoto({ hidden: [stroke], unhidden: [] }, painted)
  const { id } = again.draft
  await again.clear()
  expect(await store.unhidden(id)).toBeUndefined()
  expect(await store.content(id)).toBeUndefined()
})

test('a new photo knows nothing of what was done to the one before', async () => {
  const table = await Table.open(memoryStore(), code)
  await table.takePhoto(await jpeg(), maxBytes, strip)
  await table.turnPhoto(90)
  await table.straightenPhoto([
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ])
  expect(editsOf(table.draft)).toMatchObject({
    turn: 90,
    corners: [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ],
  })
  await table.takePhoto(await jpeg(), maxBytes, strip)
  expect(editsOf(table.draft)).toEqual({})
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
  await table.takePhoto(await jpeg(), maxBytes, strip)
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
  expect(await table.takePhoto(await jpeg(), maxBytes, strip)).toBe('no-room')
  await table.answerPerson('no')
  expect(await table.keep()).toBe(false)
  isFull = false
  expect(await table.keep()).toBe(true)
  expect(table.saved).toBe('saved')

  const again = await Table.open(store, code)
  expect(again.draft.person).toBe('no')
  expect(again.photo?.size).toBe(table.photo?.size)
})
