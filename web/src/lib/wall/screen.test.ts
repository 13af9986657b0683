import { expect, test } from 'vitest'
import { EditionFace } from '#core/contract/editions.ts'
import { Sha256 } from '#core/contract/ids.ts'
import { Problem, problemDocument, type ProblemType } from '#core/contract/problems.ts'
import { ScreenToken } from '#core/contract/screens.ts'
import type { Kept } from './kept.ts'
import { liveAsScreen, type ScreenView } from './screen.ts'

const oldWords = Sha256.parse('0'.repeat(64))
const newWords = Sha256.parse('1'.repeat(64))

const face = (slug: string, edition: number, words = oldWords): EditionFace =>
  EditionFace.parse({
    artwork: { slug, title: slug, invitation: 'Kom og vær med.' },
    edition,
    publishedAt: '2026-11-24T10:00:00Z',
    face: 'wall',
    size: { widthMm: 1000, heightMm: 500, widthPx: 1000, heightPx: 500 },
    background: '#ffffff',
    pyramid: { tileSizePx: 512, widthPx: 1000, heightPx: 500, levels: [] },
    pieces: [],
    words,
    houseCount: 1,
  })

const token = ScreenToken.parse('a'.repeat(43))
const otherToken = ScreenToken.parse('b'.repeat(43))

function keptIn(memory: { token: ScreenToken | null; face: EditionFace | null }): Kept {
  return {
    token: () => memory.token,
    keepToken: (next) => (memory.token = next),
    edition: () => Promise.resolve(memory.face),
    keepEdition: (next) => Promise.resolve(void (memory.face = next)),
    forget: () => {
      memory.token = null
      memory.face = null
      return Promise.resolve()
    },
  }
}

/** A server that the test plays, and the screen that lives against it. */
function theatre(
  memory: { token: ScreenToken | null; face: EditionFace | null } = { token: null, face: null },
) {
  const problem = (type: ProblemType) => {
    const document = problemDocument(new Problem(type))
    const headers = { 'content-type': 'application/problem+json' }
    return new Response(JSON.stringify(document), { status: document.status, headers })
  }
  const shown: { face: EditionFace | null } = { face: null }
  const reports: unknown[] = []
  const lines: ReadableStreamDefaultController<Uint8Array>[] = []
  const server = {
    isDown: false,
    knows: new Set([token]),
    next: [token, otherToken],
    shown,
    /** What is answered first, before what is shown now. */
    first: new Array<EditionFace>(),
    reports,
    say(event: string, data: unknown) {
      for (const line of lines)
        line.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
    },
  }
  const answer = (url: string, init: RequestInit): Response => {
    if (server.isDown) return problem('unexpected')
    if (url === '/api/screens') {
      const next = server.next.shift() ?? token
      server.knows.add(next)
      const id = '01980000-0000-7000-8000-000000000000'
      return Response.json({ id, token: next, code: '4711' }, { status: 201 })
    }
    const said = new Headers(init.headers).get('authorization') ?? ''
    if (![...server.knows].some((known) => said === `Screen ${known}`)) return problem('screen-unknown')
    if (url === '/api/screen/edition') {
      const answered = server.first.shift() ?? shown.face
      return answered ? Response.json(answered) : problem('edition-not-found')
    }
    if (url === '/api/screen/report') {
      server.reports.push(JSON.parse(typeof init.body === 'string' ? init.body : ''))
      return new Response(null, { status: 204 })
    }
    const events = new ReadableStream<Uint8Array>({
      start(line) {
        lines.push(line)
        init.signal?.addEventListener('abort', () => line.error(new Error('hung up')))
      },
    })
    return new Response(events, { headers: { 'content-type': 'text/event-stream' } })
  }
  const views: ScreenView[] = []
  const end = new AbortController()
  /** The screen's waits, to be ended by the test. */
  const waits: (() => void)[] = []
  const life = liveAsScreen({
    fetch: (url, init) => Promise.resolve(answer(typeof url === 'string' ? url : '', init ?? {})),
    kept: keptIn(memory),
    wait: (_, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        waits.push(resolve)
        signal?.addEventListener('abort', () => resolve())
      }),
    onView: (view) => views.push(view),
    signal: end.signal,
  })
  /** Lets everything happen that waits for nobody. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return {
    server,
    views,
    memory,
    life,
    settle,
    end: () => end.abort(),
    pass: async () => {
      for (const go of waits.splice(0)) go()
      await settle()
    },
  }
}

test('a new browser shows four digits, and the work once it is paired', async () => {
  const { server, views, memory, settle, end } = theatre()
  await settle()
  expect(views).toEqual([{ state: 'waiting', code: '4711' }])
  expect(memory.token).toBe(token)
  server.shown.face = face('vi-er-her', 1)
  server.say('screen', { state: 'paired', name: 'Væggen', artwork: 'vi-er-her' })
  await settle()
  expect(views.at(-1)).toEqual({ state: 'paired', face: server.shown.face })
  expect(memory.face?.edition).toBe(1)
  end()
})

test('a screen that was paired begins with the work it kept, before anybody has answered', async () => {
  const { server, views, settle, end } = theatre({ token, face: face('vi-er-her', 3) })
  server.isDown = true
  await settle()
  expect(views).toEqual([{ state: 'paired', face: face('vi-er-her', 3) }])
  end()
})

test('while the server fails the work stays, and the newest edition is fetched when it is back', async () => {
  const { server, views, settle, pass, end } = theatre({ token, face: face('vi-er-her', 3) })
  await settle()
  server.isDown = true
  server.say('edition', { edition: 4 })
  await settle()
  await pass()
  expect(views).toHaveLength(1)
  server.isDown = false
  server.shown.face = face('vi-er-her', 4)
  await pass()
  expect(views.at(-1)).toEqual({ state: 'paired', face: face('vi-er-her', 4) })
  end()
})

test('an edition that is shown already is not fetched again', async () => {
  const { server, views, settle, end } = theatre({ token, face: face('vi-er-her', 3) })
  await settle()
  server.shown.face = face('vi-er-her', 4)
  server.say('screen', { state: 'paired', name: 'Væggen', artwork: 'vi-er-her' })
  server.say('edition', { edition: 3 })
  await settle()
  expect(views).toHaveLength(1)
  end()
})

test('when other words are told of the same edition they are fetched, and the same words are not', async () => {
  const { server, views, settle, end } = theatre({ token, face: face('vi-er-her', 3, oldWords) })
  await settle()
  server.shown.face = face('vi-er-her', 3, newWords)
  server.say('edition', { edition: 3, words: oldWords })
  await settle()
  expect(views).toHaveLength(1)
  server.say('edition', { edition: 3, words: newWords })
  await settle()
  expect(views.at(-1)).toEqual({ state: 'paired', face: face('vi-er-her', 3, newWords) })
  end()
})

test('words that change back while they are fetched are fetched again', async () => {
  const { server, views, settle, end } = theatre({ token, face: face('vi-er-her', 3, oldWords) })
  await settle()
  server.first.push(face('vi-er-her', 3, newWords))
  server.shown.face = face('vi-er-her', 3, oldWords)
  server.say('edition', { edition: 3, words: newWords })
  server.say('edition', { edition: 3, words: oldWords })
  await settle()
  expect(server.first).toEqual([])
  expect(views.at(-1)).toEqual({ state: 'paired', face: face('vi-er-her', 3, oldWords) })
  end()
})

test('a screen without work shows none and says so', async () => {
  const { server, views, memory, settle, end } = theatre({ token, face: face('vi-er-her', 3) })
  await settle()
  server.say('screen', { state: 'paired', name: 'Væggen', artwork: null })
  await settle()
  expect(views.at(-1)).toEqual({ state: 'paired', face: null })
  expect(memory.face).toBeNull()
  expect(server.reports).toEqual([{ edition: null }])
  end()
})

test('a screen that was removed lets go of the work and asks to be paired again', async () => {
  const { server, views, memory, life, settle, pass, end } = theatre({ token, face: face('vi-er-her', 3) })
  await settle()
  server.knows.clear()
  server.next = [otherToken]
  life.shows(3)
  await settle()
  expect(views.at(-1)).toEqual({ state: 'creating' })
  expect(memory).toEqual({ token: null, face: null })
  await pass()
  expect(views.at(-1)).toEqual({ state: 'waiting', code: '4711' })
  expect(memory.token).toBe(otherToken)
  end()
})

test('a screen says what it shows', async () => {
  const { server, life, settle, pass, end } = theatre({ token, face: face('vi-er-her', 3) })
  await settle()
  life.shows(3)
  await settle()
  expect(server.reports).toEqual([{ edition: 3 }])
  await pass()
  expect(server.reports).toEqual([{ edition: 3 }, { edition: 3 }])
  end()
})
