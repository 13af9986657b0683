import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consentWordings } from '#core/contract/pieces.ts'
import * as finishing from './finishing.ts'
import { newUuid, sha256Hex } from './bytes.ts'
import { newDraft, type Draft, type Entry, type FinishedPiece } from './pieces.ts'
import { Queue, spoken } from './queue.svelte.ts'
import type { Post, Sent } from './send.ts'
import { memoryStore } from './memory-store.ts'
import type { MakerStore } from './store.ts'

const entry: Entry = { code: 'abcdef', slug: 'haab', houseCode: 'huset' }
const yes = spoken('screen', 'yes', consentWordings)

const textDraft = (text: string): Draft => ({
  ...newDraft(newUuid(), entry.code),
  kind: 'text',
  text,
  credit: { kind: 'house' },
})

/** A server that answers what it is told to, and keeps what it has taken in. */
function server(answers: readonly ('well' | 'lost-reply' | 'ill' | 'wrong-hash' | 'refuses')[] = []) {
  const held = new Map<string, string>()
  const heard: string[] = []
  const unparked: string[] = []
  const left = [...answers]
  const post: Post = {
    async piece(piece, bytes): Promise<Sent> {
      const answer = left.shift() ?? 'well'
      if (answer === 'ill') return { outcome: 'later' }
      if (answer === 'refuses')
        return { outcome: 'refused', why: { problem: 'not-a-picture', da: 'Nej', en: 'No' } }
      const sha256 = await sha256Hex(new Uint8Array(bytes))
      held.set(piece.id, sha256)
      if (answer === 'lost-reply') return { outcome: 'later' }
      return { outcome: 'arrived', sha256: answer === 'wrong-hash' ? '0'.repeat(64) : sha256 }
    },
    async unpark(id) {
      unparked.push(id)
      return true
    },
    async answers(_secret, answers) {
      if (left.shift() === 'ill') return false
      heard.push(...answers.map(({ purpose, answer }) => `${purpose} ${answer}`))
      return true
    },
  }
  return { post, held, heard, unparked }
}

async function queued(text: string, post: Post, store: MakerStore = memoryStore()) {
  const queue = new Queue(store, post)
  const draft = textDraft(text)
  await store.saveDraft(draft)
  const piece = await queue.add(draft, entry, yes, finishing)
  if (!piece) throw new Error('nothing was made')
  return { queue, store, piece }
}

const stateOf = (queue: Queue): FinishedPiece['sending']['state'] | undefined =>
  queue.pieces[0]?.sending.state

test('a finished draft is gone from the table and lies in the queue with its card', async () => {
  const { store, piece } = await queued('  håb ', server().post)
  expect(await store.draft(entry.code)).toBeUndefined()
  expect(new TextDecoder().decode(await store.content(piece.id))).toBe('håb')
  expect(piece.secret).toHaveLength(22)
})

test('when 150 MB wait, no more is taken in, and the draft stays on the table', async () => {
  const store = memoryStore()
  const queue = new Queue(store, server(['ill']).post)
  const photo = async (megabytes: number): Promise<Draft> => {
    const sizeBytes = megabytes * 1024 * 1024
    const draft: Draft = {
      ...newDraft(newUuid(), entry.code),
      kind: 'photo',
      photo: { type: 'image/jpeg', sizeBytes },
      person: 'no',
    }
    await store.savePhoto(draft, new ArrayBuffer(sizeBytes))
    return draft
  }
  expect(await queue.add(await photo(100), entry, yes, finishing)).not.toBeNull()
  const tooMuch = await photo(51)
  expect(await queue.add(tooMuch, entry, yes, finishing)).toBeNull()
  expect(await store.draft(entry.code)).toEqual(tooMuch)
  expect(await queue.add(await photo(50), entry, yes, finishing)).not.toBeNull()
})

test('what is queued holds the painted photo only, and what it was before is gone', async () => {
  const store = memoryStore()
  const bytesOf = (text: string) => Uint8Array.from(new TextEncoder().encode(text)).buffer
  const draft: Draft = {
    ...newDraft(newUuid(), entry.code),
    kind: 'photo',
    photo: { type: 'image/jpeg', sizeBytes: 7 },
    person: 'no',
    hidden: [{ brush: 'small', points: [[0.5, 0.5]] }],
  }
  await store.savePhoto(draft, bytesOf('painted'), bytesOf('bare'))
  const piece = await new Queue(store, server().post).add(draft, entry, yes, finishing)
  expect(new TextDecoder().decode(await store.content(draft.id))).toBe('painted')
  expect(await store.unhidden(draft.id)).toBeUndefined()
  // Back on the table, it would be painted on anew.
  expect(piece?.draft.hidden).toEqual([])
})

test('the bytes leave the phone when the server answers with their hash, and the card stays', async () => {
  const { queue, store, piece } = await queued('håb', server().post)
  await queue.sendAll()
  expect(stateOf(queue)).toBe('sent')
  expect(await store.content(piece.id)).toBeUndefined()
  expect((await store.pieces())[0]?.secret).toBe(piece.secret)
})

test('an answer with another hash changes nothing on the phone', async () => {
  const { queue, store, piece } = await queued('håb', server(['wrong-hash']).post)
  await queue.sendAll()
  expect(stateOf(queue)).toBe('waiting')
  expect(queue.state).toBe('stuck')
  expect(await store.content(piece.id)).toBeDefined()
})

test('whatever goes wrong in between, in the end the server holds the piece once and the phone no bytes of it', async () => {
  const trouble = fc.array(fc.constantFrom('lost-reply', 'ill', 'wrong-hash', 'closed-page' as const), {
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(trouble, async (troubles) => {
      const faults = troubles.filter((fault) => fault !== 'closed-page')
      const { post, held } = server(faults)
      const store = memoryStore()
      const { piece, ...begun } = await queued('håb', post, store)
      let { queue } = begun
      for (const fault of troubles) {
        if (fault === 'closed-page') {
          queue = new Queue(store, post)
          await queue.load()
        } else await queue.sendAll()
      }
      await queue.sendAll()
      expect([...held]).toEqual([[piece.id, piece.sha256]])
      expect(stateOf(queue)).toBe('sent')
      expect(await store.content(piece.id)).toBeUndefined()
    }),
    { numRuns: 60 },
  )
})

test('a refused piece stays on the phone and can be mended under a new number', async () => {
  const { queue, store, piece } = await queued('håb', server(['refuses']).post)
  await queue.sendAll()
  expect(stateOf(queue)).toBe('refused')
  expect(await store.content(piece.id)).toBeDefined()

  const draft = await queue.reopen(piece.id)
  expect(draft?.text).toBe('håb')
  expect(draft?.id).not.toBe(piece.id)
  expect(await store.draft(entry.code)).toEqual(draft)
  expect(queue.pieces).toHaveLength(0)
})

test('a refused piece is found again behind newer ones, is sent again as it is, and is let go of only when that is said', async () => {
  const { queue, store, piece } = await queued('håb', server(['refuses', 'well', 'refuses', 'refuses']).post)
  await queue.sendAll()
  await queue.add(textDraft('en til'), entry, yes, finishing)
  await queue.sendAll()
  expect(queue.shown(entry.code)?.id).not.toBe(piece.id)
  expect(queue.refused.map(({ id }) => id)).toEqual([piece.id])
  expect(queue.shown(entry.code, piece.id)?.id).toBe(piece.id)

  await queue.sendAgain([piece.id])
  expect(queue.refused).toHaveLength(1)
  expect(await store.content(piece.id)).toBeDefined()
  await queue.letGo([piece.id])
  expect(queue.refused).toHaveLength(0)
  expect(await store.content(piece.id)).toBeUndefined()
})

test('a refused piece does not push away what lies on the table meanwhile', async () => {
  const { queue, store, piece } = await queued('håb', server(['refuses']).post)
  await queue.sendAll()
  const begun = textDraft('noget andet')
  await store.saveDraft(begun)
  expect(await queue.reopen(piece.id)).toBeNull()
  expect(await store.draft(entry.code)).toEqual(begun)
  expect(queue.refused).toHaveLength(1)
})

test('what a piece was made from leaves the phone when it is sent; its card can be opened until it is put away', async () => {
  const { queue, store, piece } = await queued('håb', server().post)
  await queue.sendAll()
  expect((await store.pieces())[0]?.draft.text).toBe('')
  expect(queue.cards.map(({ secret }) => secret)).toEqual([piece.secret])
  await queue.putAway(piece.id)
  expect(queue.cards).toEqual([])
  expect(await store.pieces()).toEqual([])
})

test('answers about web and print wait for the piece, are told once, and are told again when changed', async () => {
  const { post, heard } = server(['ill', 'ill'])
  const { queue, piece } = await queued('håb', post)
  await queue.answer(piece.id, 'web', spoken('web', 'yes', consentWordings))
  await queue.answer(piece.id, 'print', spoken('print', 'no', consentWordings))
  expect(heard).toEqual([])
  await queue.sendAll()
  expect(heard).toEqual(['web yes', 'print no'])
  await queue.sendAll()
  expect(heard).toHaveLength(2)
  await queue.answer(piece.id, 'web', spoken('web', 'no', consentWordings))
  expect(heard.at(-1)).toBe('web no')
})

test('an answer keeps its moment and its language while it waits, also where the page is loaded again', async () => {
  const { queue, store, piece } = await queued('håb', server(['ill', 'ill']).post)
  expect(yes.language).toBe('da')
  expect(Date.parse(yes.saidAt ?? '')).toBeLessThanOrEqual(Date.now())
  const said = { ...spoken('web', 'yes', consentWordings), saidAt: '2026-06-15T09:12:44.000Z' }
  await queue.answer(piece.id, 'web', said)
  const later = new Queue(store, server().post)
  await later.load()
  const [waiting] = later.pieces
  expect(waiting?.consents).toEqual([yes])
  expect(waiting?.gifts.web).toEqual({ said, heard: false })
})

test('a card that was put away before its piece was sent leaves the phone when it is', async () => {
  const { queue, store, piece } = await queued('håb', server(['ill']).post)
  await queue.sendAll()
  await queue.putAway(piece.id)
  expect(queue.shown(entry.code)).toBeUndefined()
  expect(await store.pieces()).toHaveLength(1)
  await queue.sendAll()
  expect(await store.pieces()).toHaveLength(0)
  expect(queue.pieces).toHaveLength(0)
})

test('a piece that another tab has sent is sent here too, without its bytes', async () => {
  const { post, held } = server()
  const { queue, store, piece } = await queued('håb', post)
  const otherTab = new Queue(store, post)
  await otherTab.load()
  await otherTab.sendAll()
  held.clear()
  await queue.sendAll()
  expect(stateOf(queue)).toBe('sent')
  expect(queue.state).toBe('quiet')
  expect(held.has(piece.id)).toBe(false)
})

test('how much of a piece has arrived is what the server says, and stays when the net goes', async () => {
  const { post } = server(['ill'])
  const telling: Post = {
    ...post,
    piece: (piece, bytes, signal, tell) => {
      tell(bytes.byteLength / 2)
      return post.piece(piece, bytes, signal, tell)
    },
  }
  const { queue } = await queued('håb', telling)
  expect(queue.share).toBe(0)
  await queue.sendAll()
  expect(queue.state).toBe('stuck')
  expect(queue.share).toBe(0.5)
})

test('two calls at once send a piece once', async () => {
  const sent: string[] = []
  const { post } = server()
  const counting: Post = {
    ...post,
    piece: (piece, ...how) => {
      sent.push(piece.id)
      return post.piece(piece, ...how)
    },
  }
  const { queue } = await queued('håb', counting)
  await Promise.all([queue.sendAll(), queue.sendAll()])
  expect(sent).toHaveLength(1)
})

test('a piece whose card was given before it was finished keeps that card, and its parked copy goes first', async () => {
  const told = server()
  const store = memoryStore()
  const queue = new Queue(store, told.post)
  const card = 'AbCdEfGhIjKlMnOpQrStUw'
  const parked = 'a'.repeat(64)
  const piece = await queue.add({ ...textDraft('håb'), card, parked }, entry, yes, finishing)
  expect(piece?.secret).toBe(card)
  await queue.sendAll()
  expect(told.unparked).toEqual([parked])
  expect(stateOf(queue)).toBe('sent')
})

test('a piece is not sent for good while its parked copy is still there', async () => {
  const told = server()
  let isThere = true
  const post: Post = {
    ...told.post,
    async unpark() {
      return !isThere
    },
  }
  const queue = new Queue(memoryStore(), post)
  await queue.add({ ...textDraft('håb'), parked: 'a'.repeat(64) }, entry, yes, finishing)
  await queue.sendAll()
  expect([stateOf(queue), queue.state]).toEqual(['waiting', 'stuck'])
  isThere = false
  await queue.sendAll()
  expect([stateOf(queue), told.held.size]).toEqual(['sent', 1])
})

test('put away before it is sent, nothing is left of it but what it takes to send it', async () => {
  const { queue, store, piece } = await queued('håb', server(['ill', 'well']).post)
  await queue.sendAll()
  await queue.putAway(piece.id)
  const [left] = await store.pieces()
  expect(left).toMatchObject({ secret: '', cardHash: piece.cardHash, putAway: true, draft: { text: '' } })
  expect(queue.shown(entry.code)).toBeUndefined()
  await queue.sendAll()
  expect(await store.pieces()).toEqual([])
})

test('an answer that is not yet heard keeps the card until it is, and no longer', async () => {
  const told = server(['ill', 'well', 'well'])
  const { queue, store, piece } = await queued('håb', told.post)
  await queue.answer(piece.id, 'web', spoken('web', 'yes', consentWordings))
  await queue.putAway(piece.id)
  expect((await store.pieces())[0]?.secret).toBe(piece.secret)
  await queue.sendAll()
  expect(told.heard).toEqual(['web yes'])
  expect(await store.pieces()).toEqual([])
})

test('whoever leaves the house’s tablet leaves no card and no draft, and every piece that has not come in', async () => {
  const store = memoryStore()
  const queue = new Queue(store, server(['ill', 'refuses']).post)
  await queue.add(textDraft('en'), entry, yes, finishing)
  await queue.add(textDraft('to'), entry, yes, finishing)
  await queue.sendAll()
  await store.savePhoto(
    { ...textDraft('tre'), photo: { type: 'image/jpeg', sizeBytes: 3 } },
    new ArrayBuffer(3),
  )
  await queue.putAllAway()
  await store.clearTables()
  expect(await store.drafts()).toEqual([])
  const left = await store.pieces()
  expect(left.map(({ secret, sending, draft }) => [secret, sending.state, draft.text])).toEqual(
    expect.arrayContaining([
      ['', 'waiting', ''],
      ['', 'refused', ''],
    ]),
  )
  for (const { id } of left) expect(await store.content(id)).toBeDefined()
  expect(queue.cards).toEqual([])
})

test('what is refused after its maker has left keeps its bytes and no card, and comes in when it is sent again', async () => {
  const told = server(['ill', 'refuses', 'well'])
  const { queue, store, piece } = await queued('håb', told.post)
  await queue.answer(piece.id, 'web', spoken('web', 'yes', consentWordings))
  await queue.putAway(piece.id)
  await queue.sendAll()
  const [left] = await store.pieces()
  expect(left).toMatchObject({ secret: '', putAway: true, sending: { state: 'refused' } })
  expect(left?.consents.map(({ purpose, answer }) => [purpose, answer])).toEqual([
    ['screen', 'yes'],
    ['web', 'yes'],
  ])
  expect(await queue.reopen(piece.id)).toBeNull()
  await queue.sendAgain([piece.id])
  expect(told.held.get(piece.id)).toBe(piece.sha256)
  expect(await store.pieces()).toEqual([])
})
