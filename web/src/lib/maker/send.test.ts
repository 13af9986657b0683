import { afterEach, expect, test, vi } from 'vitest'
import { consentWordings } from '#core/contract/pieces.ts'
import { Problem, problemDocument, type ProblemType } from '#core/contract/problems.ts'
import { partMaxBytes } from '#core/contract/sending.ts'
import { newUuid, sha256Hex } from './bytes.ts'
import { newDraft, type FinishedPiece } from './pieces.ts'
import { spoken } from './queue.svelte.ts'
import { post } from './send.ts'

afterEach(() => vi.unstubAllGlobals())

const bytes = new Uint8Array(partMaxBytes * 3).fill(7)

async function photo(): Promise<FinishedPiece> {
  const id = newUuid()
  return {
    id,
    entry: { code: 'abcdef', slug: 'haab', houseCode: 'huset' },
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
    draft: newDraft(id, 'abcdef'),
  }
}

/** A server that has nothing of the photo yet, and refuses every part for one reason. @returns how much came whole */
function serverThatAnswersParts(type: ProblemType) {
  const came = { wholes: 0 }
  const answer = (problem: Problem, headers: Record<string, string> = {}) =>
    Response.json(problemDocument(problem, 'da'), { status: problem.status, headers })
  vi.stubGlobal('fetch', async (_address: string, { method, body }: RequestInit) => {
    if (method === 'PATCH') return answer(new Problem(type))
    if (body instanceof FormData && body.has('content')) {
      came.wholes++
      return answer(new Problem('busy'))
    }
    return answer(new Problem('content-incomplete', { expectedOffset: 0 }))
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
