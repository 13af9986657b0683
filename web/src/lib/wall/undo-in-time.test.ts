/** A piece that was taken down is gone from a screen within a minute: by the clock, whatever the line did meanwhile. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EditionFace } from '#core/contract/editions.ts'
import { PieceId, Sha256 } from '#core/contract/ids.ts'
import { ScreenToken } from '#core/contract/screens.ts'
import { wait } from './retry.ts'
import { liveAsScreen, type ScreenView } from './screen.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const atMostMs = 60_000
const heartbeatEveryMs = 20_000
const apple = PieceId.parse('01980000-0000-7000-8000-000000000001')
const pear = PieceId.parse('01980000-0000-7000-8000-000000000002')

const faceWith = (edition: number, pieces: readonly PieceId[]): EditionFace =>
  EditionFace.parse({
    artwork: { slug: 'vi-er-her', title: 'Vi er her', invitation: 'Kom og vær med.' },
    edition,
    publishedAt: '2026-11-24T10:00:00Z',
    face: 'wall',
    size: { widthMm: 1000, heightMm: 500, widthPx: 1000, heightPx: 500 },
    background: '#ffffff',
    pyramid: { tileSizePx: 512, widthPx: 1000, heightPx: 500, levels: [] },
    pieces: pieces.map((pieceId, layer) => ({
      placementId: pieceId,
      pieceId,
      box: { xMm: 100, yMm: 100, widthMm: 50, heightMm: 50, rotationDeg: 0 },
      layer,
      kind: 'photo',
      name: null,
      house: null,
      text: null,
    })),
    words: Sha256.parse('0'.repeat(64)),
    houseCount: 1,
  })

/** A house with one screen, on a line that the test cuts or lets die. */
function houseWithScreen() {
  let face = faceWith(1, [apple, pear])
  let line: 'well' | 'dead' | 'cut' = 'well'
  let streams: ReadableStreamDefaultController<Uint8Array>[] = []
  let kept: EditionFace | null = null
  const views: ScreenView[] = []
  const end = new AbortController()

  /** What goes out on a line that is dead goes nowhere, and nobody is told. */
  function send(text: string): void {
    if (line === 'well') for (const stream of streams) stream.enqueue(new TextEncoder().encode(text))
  }
  const news = (): string =>
    `event: edition\ndata: ${JSON.stringify({ edition: face.edition, words: face.words })}\n\n`
  const heartbeat = setInterval(() => send(': here\n\n'), heartbeatEveryMs)

  async function answer(address: string, { signal }: RequestInit): Promise<Response> {
    if (line === 'cut') throw new TypeError('no net')
    if (address === '/api/screen/edition') return Response.json(face)
    if (address === '/api/screen/report') return new Response(null, { status: 204 })
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        streams.push(stream)
        signal?.addEventListener('abort', () => {
          streams = streams.filter((one) => one !== stream)
          stream.error(new Error('hung up'))
        })
        const state = { state: 'paired', name: 'Væggen', artwork: face.artwork.slug }
        stream.enqueue(new TextEncoder().encode(`event: screen\ndata: ${JSON.stringify(state)}\n\n${news()}`))
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }

  liveAsScreen({
    fetch: (address, init) => answer(typeof address === 'string' ? address : '', init ?? {}),
    kept: {
      token: () => ScreenToken.parse('a'.repeat(43)),
      keepToken: () => undefined,
      edition: async () => kept,
      keepEdition: async (next) => void (kept = next),
      forget: async () => undefined,
    },
    wait,
    onView: (view) => views.push(view),
    signal: end.signal,
  })

  return {
    takeDownApple() {
      face = faceWith(2, [pear])
      send(news())
    },
    /** Nobody hangs up: wireless nets do that. A net that comes back begins with a new line. */
    lineIs(next: typeof line) {
      if (next === 'cut') for (const stream of streams.splice(0)) stream.error(new TypeError('no net'))
      if (next === 'well') streams = []
      line = next
    },
    shown: () => {
      const view = views.at(-1)
      return view?.state === 'paired' ? view.face?.pieces.map(({ pieceId }) => pieceId) : undefined
    },
    kept: () => kept?.pieces.map(({ pieceId }) => pieceId),
    close() {
      clearInterval(heartbeat)
      end.abort()
    },
  }
}

test('on a line that is well it is gone at once', async () => {
  const house = houseWithScreen()
  await vi.advanceTimersByTimeAsync(heartbeatEveryMs)
  expect(house.shown()).toEqual([apple, pear])
  house.takeDownApple()
  await vi.advanceTimersByTimeAsync(0)
  expect(house.shown()).toEqual([pear])
  house.close()
})

test('on a line that died without a word it is gone within the minute', async () => {
  const house = houseWithScreen()
  await vi.advanceTimersByTimeAsync(heartbeatEveryMs)
  // Right after a sign of life, when nobody can know.
  house.lineIs('dead')
  house.takeDownApple()
  await vi.advanceTimersByTimeAsync(1000)
  expect(house.shown()).toEqual([apple, pear])
  await vi.advanceTimersByTimeAsync(atMostMs - 1000)
  expect(house.shown()).toEqual([pear])
  house.close()
})

test('a screen without net shows it for as long, and drops it, from what it keeps too, within a minute of the net', async () => {
  const house = houseWithScreen()
  await vi.advanceTimersByTimeAsync(heartbeatEveryMs)
  house.lineIs('cut')
  house.takeDownApple()
  await vi.advanceTimersByTimeAsync(60 * 60 * 1000)
  expect(house.shown()).toEqual([apple, pear])
  expect(house.kept()).toEqual([apple, pear])
  house.lineIs('well')
  await vi.advanceTimersByTimeAsync(atMostMs)
  expect(house.shown()).toEqual([pear])
  expect(house.kept()).toEqual([pear])
  house.close()
})
