import { expect, test } from 'vitest'
import type { Decision } from '#core/contract/cards.ts'
import { CuratedPiece, DecidedPiece } from '#core/contract/inbox.ts'
import { Problem } from '#core/contract/problems.ts'
import { InboxDesk } from './inbox-desk.svelte.ts'
import { everything } from './inbox-filter.ts'
import type { InboxWire } from './inbox-wire.ts'

/** The n-th piece to come in. */
const piece = (n: number, more: Partial<CuratedPiece> = {}): CuratedPiece =>
  CuratedPiece.parse({
    id: `00000000-0000-4000-8000-00000000000${n}`,
    kind: 'text',
    house: { code: 'huset', name: 'Huset', town: 'Kolding' },
    receivedAt: `2026-11-23T12:00:0${n}.000Z`,
    preparation: 'ready',
    preparationFailure: null,
    decidedAt: null,
    decision: 'waiting',
    visibility: { state: 'up' },
    credit: { kind: 'none' },
    person: 'no',
    consents: { screen: true, web: false, print: false, alter: false },
    text: `stykke ${n}`,
    widthPx: 10,
    heightPx: 10,
    averageColour: null,
    twins: [],
    parted: null,
    ...more,
  })

/** An api that keeps its decisions, and says no when told to. */
function api(...pieces: CuratedPiece[]) {
  const decisions = new Map<string, Decision>()
  const refused = new Set<Decision>()
  const seenNames: string[] = []
  const parting = { parted: new Set<string>(), fails: false }
  const wire: InboxWire = {
    send: async (id, { decision, was, seenName }) => {
      await Promise.resolve()
      if (refused.has(decision)) throw new Problem('unavailable')
      if ((decisions.get(id) ?? 'waiting') !== was) throw new Problem('piece-decided')
      decisions.set(id, decision)
      if (seenName !== undefined) seenNames.push(seenName)
    },
    together: async (decision, some) => {
      await Promise.resolve()
      if (refused.has(decision)) throw new Problem('unavailable')
      const was = decision === 'approved' ? 'waiting' : 'approved'
      const done = some.filter(({ id }) => (decisions.get(id) ?? 'waiting') === was)
      for (const { id } of done) decisions.set(id, decision)
      return done.map(({ id }) => id)
    },
    listDecided: async () => {
      await Promise.resolve()
      return pieces.flatMap((one) => {
        const decision = decisions.get(one.id) ?? 'waiting'
        if (decision === 'waiting') return []
        return [
          DecidedPiece.parse({ ...one, decision, decidedAt: one.receivedAt, reason: null, by: 'Karen' }),
        ]
      })
    },
    part: async (id) => {
      await Promise.resolve()
      if (parting.fails) throw new Problem('unavailable')
      parting.parted.add(id)
    },
    list: async () => {
      await Promise.resolve()
      return pieces.filter(({ id }) => (decisions.get(id) ?? 'waiting') === 'waiting')
    },
  }
  return { pieces, decisions, refused, seenNames, parting, wire, desk: new InboxDesk(pieces, wire) }
}

const texts = (desk: InboxDesk) => desk.waiting.map(({ text }) => text)

test('a decision is seen before it is sent', async () => {
  const { desk, decisions } = api(piece(1), piece(2))
  desk.decide('approved')
  expect(desk.top?.text).toBe('stykke 2')
  expect(decisions.size).toBe(0)
  await desk.settled()
  expect(decisions.get(piece(1).id)).toBe('approved')
})

test('two that are different pieces after all are so at once, and again the same if that could not be', async () => {
  const twins = [{ id: piece(3).id, receivedAt: piece(3).receivedAt, visibility: piece(3).visibility }]
  const { desk, parting } = api(piece(1, { twins }), piece(2))
  parting.fails = true
  desk.part()
  expect(desk.top?.twins).toEqual([])
  await desk.settled()
  expect(desk.top?.twins).toEqual(twins)
  expect(desk.problem?.type).toBe('unavailable')
  parting.fails = false
  desk.part()
  await desk.settled()
  expect([...parting.parted]).toEqual([piece(1).id])
  expect(desk.problem).toBeNull()
})

test('with a piece that is in goes the name that stood beside it', async () => {
  const named = (n: number, name: string) => piece(n, { credit: { kind: 'name', name } })
  const { desk, pieces, seenNames } = api(named(1, 'Bo'), named(2, 'Jo'))
  pieces[1] = named(2, 'Bob')
  desk.decide('approved')
  desk.decide('approved')
  await desk.settled()
  expect(seenNames).toEqual(['Bo', 'Jo'])
  desk.undo()
  desk.refresh()
  await desk.settled()
  desk.decide('asked')
  desk.undo()
  desk.refresh()
  await desk.settled()
  desk.decide('approved')
  await desk.settled()
  expect(seenNames).toEqual(['Bo', 'Jo', 'Bob'])
})

test('an undo never overtakes what it undoes', async () => {
  const { desk, decisions } = api(piece(1), piece(2))
  desk.decide('declined', 'unclear')
  desk.undo()
  expect(desk.top?.text).toBe('stykke 1')
  await desk.settled()
  expect(decisions.get(piece(1).id)).toBe('waiting')
  expect(texts(desk)).toEqual(['stykke 1', 'stykke 2'])
})

test('what could not be sent lies in its old place again, and says why', async () => {
  const { desk, refused } = api(piece(1), piece(2))
  refused.add('approved')
  desk.decide('approved')
  await desk.settled()
  expect(texts(desk)).toEqual(['stykke 1', 'stykke 2'])
  expect(desk.top?.text).toBe('stykke 2')
  expect(desk.decided).toEqual([])
  expect(desk.problem?.type).toBe('unavailable')
})

test('an undo that could not be sent leaves the decision standing', async () => {
  const { desk, refused } = api(piece(1), piece(2))
  refused.add('waiting')
  desk.decide('asked')
  desk.undo()
  await desk.settled()
  expect(texts(desk)).toEqual(['stykke 2'])
  expect(desk.decided.map(({ verdict }) => verdict)).toEqual(['asked'])
})

test('what comes in meanwhile is added, and what was just decided does not come back', async () => {
  const { desk, pieces } = api(piece(1), piece(2))
  pieces.push(piece(3))
  desk.refresh()
  desk.decide('approved')
  await desk.settled()
  expect(texts(desk)).toEqual(['stykke 2', 'stykke 3'])
  expect(desk.top?.text).toBe('stykke 2')
})

test('after the last piece the one before it lies on top', () => {
  const { desk } = api(piece(1), piece(2))
  desk.step(1)
  desk.decide('asked')
  expect(desk.top?.text).toBe('stykke 1')
  desk.decide('asked')
  expect(desk.top).toBeNull()
})

test('nothing is decided of a piece that cannot be seen yet, and one that cannot be opened is never in', () => {
  const { desk } = api(piece(1, { preparation: 'received' }), piece(2, { preparation: 'unreadable' }))
  expect(desk.decide('declined', 'unclear')).toBe(false)
  desk.step(1)
  expect(desk.decide('approved')).toBe(false)
  expect(desk.decide('asked')).toBe(true)
})

const gone = ({ gone: pieces }: InboxDesk) =>
  pieces.map(({ piece: { text }, answer }) => [text, answer?.verdict ?? null, answer?.by ?? null])

test('what a colleague decided leaves the pile, and it is said whose answer it was', async () => {
  const { desk, decisions } = api(piece(1), piece(2), piece(3))
  decisions.set(piece(1).id, 'declined')
  desk.refresh()
  await desk.settled()
  expect(texts(desk)).toEqual(['stykke 2', 'stykke 3'])
  expect(desk.top?.text).toBe('stykke 2')
  expect(gone(desk)).toEqual([['stykke 1', 'declined', 'Karen']])
  desk.decide('approved')
  expect(desk.gone).toEqual([])
})

test('what its maker took down leaves the pile too, and nobody is named for it', async () => {
  const { desk, pieces } = api(piece(1), piece(2))
  pieces.shift()
  desk.refresh()
  await desk.settled()
  expect(gone(desk)).toEqual([['stykke 1', null, null]])
})

test('a decision that a colleague was faster with is not made over theirs, nor undone here', async () => {
  const { desk, decisions } = api(piece(1), piece(2))
  decisions.set(piece(1).id, 'approved')
  desk.decide('declined', 'rules')
  await desk.settled()
  expect(decisions.get(piece(1).id)).toBe('approved')
  expect(gone(desk)).toEqual([['stykke 1', 'approved', 'Karen']])
  expect([texts(desk), desk.decided, desk.problem]).toEqual([['stykke 2'], [], null])
})

test('pieces are taken in together, and back together, with one undo', async () => {
  const { desk, decisions, pieces } = api(piece(1), piece(2), piece(3, { preparation: 'received' }))
  desk.takeTogether(pieces)
  expect(texts(desk)).toEqual(['stykke 3'])
  await desk.settled()
  expect([...decisions.values()]).toEqual(['approved', 'approved'])
  desk.undo()
  expect(texts(desk)).toEqual(['stykke 1', 'stykke 2', 'stykke 3'])
  expect(desk.top?.text).toBe('stykke 1')
  await desk.settled()
  expect([...decisions.values()]).toEqual(['waiting', 'waiting'])
})

test('what could not be taken in together lies there again, or has left for another reason', async () => {
  const { desk, decisions, refused, pieces } = api(piece(1), piece(2))
  refused.add('approved')
  desk.takeTogether(pieces)
  await desk.settled()
  expect([texts(desk), desk.decided]).toEqual([['stykke 1', 'stykke 2'], []])
  expect(desk.problem?.type).toBe('unavailable')
  refused.clear()
  decisions.set(piece(1).id, 'asked')
  desk.takeTogether(pieces)
  await desk.settled()
  expect(texts(desk)).toEqual([])
  expect(gone(desk)).toEqual([['stykke 1', 'asked', 'Karen']])
  expect(decisions.get(piece(2).id)).toBe('approved')
})

test('only what the filter lets through is looked at, and what it hides stays where it is', () => {
  const { desk } = api(piece(1), piece(2, { kind: 'photo', person: 'me' }), piece(3))
  desk.filter = { ...everything, hasPerson: true }
  expect(texts(desk)).toEqual(['stykke 2'])
  desk.decide('asked')
  expect(desk.top).toBeNull()
  desk.filter = everything
  expect(texts(desk)).toEqual(['stykke 1', 'stykke 3'])
})

test('what a house was asked about is looked through in the same way', async () => {
  const asked = [piece(1, { decision: 'asked' }), piece(2, { decision: 'asked' })]
  const { decisions, wire } = api(...asked)
  for (const { id } of asked) decisions.set(id, 'asked')
  const desk = new InboxDesk(asked, wire, 'asked')
  expect(desk.decide('asked')).toBe(false)
  desk.decide('approved')
  await desk.settled()
  expect(decisions.get(piece(1).id)).toBe('approved')
  desk.undo()
  await desk.settled()
  expect(decisions.get(piece(1).id)).toBe('asked')
})
