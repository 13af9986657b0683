import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedAtMost, turnOf } from './turn.ts'

const rowOf = fc.record({ waiting: fc.nat(5000), fromPaper: fc.boolean() })
const momentOf = fc.date({ min: new Date('2026-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
const after = (moment: Date, seconds: number) => new Date(moment.getTime() + seconds * 1000)

test('of two who come at once, the one whose row waits less comes first, and a person before paper', () => {
  fc.assert(
    fc.property(momentOf, rowOf, fc.nat(countedAtMost - 1), (now, row, fewer) => {
      const waiting = Math.max(row.waiting, fewer + 1)
      expect(+turnOf(now, { ...row, waiting: fewer })).toBeLessThan(+turnOf(now, { ...row, waiting }))
      expect(+turnOf(now, { ...row, fromPaper: false })).toBeLessThan(
        +turnOf(now, { ...row, fromPaper: true }),
      )
    }),
  )
})

test('whoever finds nobody of the own row is not made to wait', () => {
  fc.assert(
    fc.property(momentOf, (now) => {
      expect(turnOf(now, { waiting: 0, fromPaper: false })).toEqual(now)
    }),
  )
})

test('nobody waits for ever: three hours after it came, no newcomer can pass a piece by', () => {
  fc.assert(
    fc.property(
      momentOf,
      rowOf,
      rowOf,
      fc.integer({ min: 3 * 60 * 60, max: 1e6 }),
      (now, row, other, later) => {
        expect(+turnOf(now, row)).toBeLessThan(+turnOf(after(now, later), other))
      },
    ),
  )
})

interface Arrival {
  readonly second: number
  readonly house: string
  readonly fromPaper: boolean
}

/** One worker that takes the earliest turn, `seconds` a piece. @returns when each piece was begun, in that order */
function prepareAll(arrivals: readonly Arrival[], seconds: number) {
  const coming = [...arrivals]
  const waiting: (Arrival & { readonly turn: Date })[] = []
  const begun: (Arrival & { readonly begunSecond: number })[] = []
  for (let second = 0; begun.length < arrivals.length; second += seconds) {
    for (let next = coming[0]; next && next.second <= second; next = coming[0]) {
      const { house, fromPaper } = next
      const row = waiting.filter((piece) => piece.house === house && piece.fromPaper === fromPaper)
      const turn = turnOf(after(new Date('2026-06-01'), next.second), { waiting: row.length, fromPaper })
      waiting.push({ ...next, turn })
      coming.shift()
    }
    waiting.sort((one, other) => +one.turn - +other.turn)
    const next = waiting.shift()
    if (next) begun.push({ ...next, begunSecond: second })
  }
  return begun
}

const times = (count: number, arrival: (index: number) => Arrival) =>
  Array.from({ length: count }, (_, index) => arrival(index))

test('whenever a person comes while a batch is prepared, at most one more of the batch is begun before', () => {
  const batchOf = fc.record({ count: fc.integer({ min: 1, max: 500 }), fromPaper: fc.boolean() })
  fc.assert(
    fc.property(batchOf, fc.nat(900), fc.constantFrom(1, 2, 3), ({ count, fromPaper }, second, seconds) => {
      const batch = times(count, () => ({ second: 0, house: 'a', fromPaper }))
      const person = { second, house: fromPaper ? 'a' : 'b', fromPaper: false }
      const begun = prepareAll([...batch, person], seconds)
      const at = begun.findIndex((piece) => piece.house === person.house && !piece.fromPaper)
      const since = begun.slice(0, at).filter(({ begunSecond }) => begunSecond >= second)
      expect(at).toBeGreaterThanOrEqual(0)
      expect(since.length).toBeLessThanOrEqual(1)
    }),
  )
})

test('however many persons keep coming, a batch gets its share: a piece each ten seconds', () => {
  // A person every two seconds, each of another house, is all that a worker can do who needs two seconds a piece.
  const persons = times(600, (index) => ({ second: index * 2, house: `house ${index}`, fromPaper: false }))
  const batch = times(60, () => ({ second: 0, house: 'batch', fromPaper: true }))
  const begun = prepareAll([...batch, ...persons], 2)
  const ofBatch = begun.filter(({ house }) => house === 'batch').map(({ begunSecond }) => begunSecond)
  expect(ofBatch).toHaveLength(60)
  ofBatch.forEach((second, index) => expect(second).toBeLessThan((index + 1) * 10 * 1.3))
  // And nobody waits longer than it takes to give the batch its share.
  for (const { house, second, begunSecond } of begun)
    if (house !== 'batch') expect(begunSecond - second).toBeLessThanOrEqual(60 * 2)
})
