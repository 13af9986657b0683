import { afterEach, expect, test, vi } from 'vitest'
import { consentWordings } from '#core/contract/pieces.ts'
import { Problem, problemDocument, type ProblemType } from '#core/contract/problems.ts'
import { partMaxBytes } from '#core/contract/sending.ts'
import { newUuid, sha256Hex } from './bytes.ts'
import * as finishing from './finishing.ts'
import { newDraft, type FinishedPiece } from './pieces.ts'
import { smallPatienceMs, wholePatienceMs } from './patience.ts'
import { Queue, spoken } from './queue.svelte.ts'
import { post } from './send.ts'
import { memoryStore } from './memory-store.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const entry = { code: 'abcdef', slug: 'haab', houseCode: 'huset' }
const bytes = new Uint8Array(partMaxBytes * 3).fill(7)

async function photo(): Promise<FinishedPiece> {
  const id = newUuid()
  return {
    id,
    entry,
    finishedAtMs: 0,
    secret: 'A'.repeat(22),
    cardHash: '0'.repeat(64),
    kind: 'photo',
    contentType: 'image/jpeg',
    sha256: await sha256Hex(bytes),
    credit: { kind: 'none' },
    person: 'no',
    consents: [spoken('screen', 'yes', consentWordings)],
    sending: { state: 'waiting' },
    gifts: {},
    putAway: false,
    draft: newDraft(id, entry.code),
  }
}

/** A server that has nothing of the photo yet, and refuses every part for one reason. @returns how much came whole */
function serverThatAnswersParts(type: ProblemType) {
  const came = { wholes: 0 }
  const answer = (problem: Problem) =>
    Response.json(problemDocument(problem, 'da'), { status: problem.status })
  vi.stubGlobal('fetch', async (_address: string, { method, body }: RequestInit) => {
    if (method === 'PATCH') return answer(new Problem(type))
    if (body instanceof FormData && body.has('content')) {
      came.wholes++
      return answer(new Problem('busy'))
    }
    return Response.json({ 'expected-offset': 0 })
  })
  return came
}

const send = async () =>
  post.piece(await photo(), bytes.buffer, new AbortController().signal, () => undefined)

test.each(['busy', 'unavailable', 'storage-full'] as const)(
  'a part that cannot be taken now (%s) is sent again later, and never the whole instead',
  async (type) => {
    const came = serverThatAnswersParts(type)
    expect(await send()).toEqual({ outcome: 'later' })
    expect(came.wholes).toBe(0)
  },
)

test('where something on the way lets no parts through, the whole is sent', async () => {
  const came = serverThatAnswersParts('method-not-allowed')
  await send()
  expect(came.wholes).toBe(1)
})

/**
 * A connection that is dead without anybody saying so: nothing is answered, until one gives up. What is only named
 * is answered by a server that knows of no parts.
 */
function deadConnection() {
  const asked: string[] = []
  const noParts = new Problem('content-missing')
  vi.stubGlobal('fetch', async (address: string, { method = '', body, signal }: RequestInit) => {
    if (body instanceof FormData && !body.has('content'))
      return Response.json(problemDocument(noParts, 'da'), { status: noParts.status })
    asked.push(`${method} ${address.replace(/[0-9a-f-]{36,}/, '{id}')}`)
    return new Promise((_, reject) => {
      const giveUp = (): void => reject(new DOMException('given up', 'AbortError'))
      if (signal?.aborted) giveUp()
      else signal?.addEventListener('abort', giveUp)
    })
  })
  return asked
}

/** Whether it has come to an end. */
function watched(doing: Promise<unknown>): { isOver: boolean } {
  const seen = { isOver: false }
  void doing.then(() => (seen.isOver = true))
  return seen
}

test('a piece that is sent whole and never answered is given up, and goes out again at the next try', async () => {
  const asked = deadConnection()
  const queue = new Queue(memoryStore(), post)
  const draft = { ...newDraft(newUuid(), entry.code), kind: 'text', text: 'håb' } as const
  await queue.add(draft, entry, spoken('screen', 'yes', consentWordings), finishing)
  vi.useFakeTimers()
  const first = watched(queue.sendAll())
  await vi.advanceTimersByTimeAsync(smallPatienceMs - 1)
  expect(first.isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect([first.isOver, queue.state]).toEqual([true, 'stuck'])
  void queue.sendAll()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toEqual(Array(2).fill('PUT /api/artworks/haab/pieces/{id}'))
})

test('a large photo that goes whole is waited for as long as a server waits, and no longer', async () => {
  const large = await photo()
  deadConnection()
  vi.useFakeTimers()
  const sending = post.piece(large, bytes.buffer, new AbortController().signal, () => undefined)
  const seen = watched(sending)
  await vi.advanceTimersByTimeAsync(wholePatienceMs - 1)
  expect(seen.isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(await sending).toEqual({ outcome: 'later' })
})

test('answers and a parked copy that nobody answers for are told again later', async () => {
  const asked = deadConnection()
  vi.useFakeTimers()
  const outcomes = Promise.all([
    post.answers('A'.repeat(22), [spoken('web', 'yes', consentWordings)]),
    post.unpark('a'.repeat(64)),
  ])
  await vi.advanceTimersByTimeAsync(smallPatienceMs)
  expect(await outcomes).toEqual([false, false])
  expect(asked).toEqual(['PATCH /api/card', 'DELETE /api/parked/{id}'])
})

test('who does not want to wait gives up at once', async () => {
  const large = await photo()
  deadConnection()
  const trip = new AbortController()
  const sending = post.piece(large, bytes.buffer, trip.signal, () => undefined)
  trip.abort()
  expect(await sending).toEqual({ outcome: 'later' })
})
