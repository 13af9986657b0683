import { expect, test } from 'vitest'
import type { Everyone } from '#core/composition/everyone.ts'
import { HouseCode, PieceId } from '#core/contract/ids.ts'
import { LeftOutReasons } from './left-out.svelte.ts'

const id = (n: number) => PieceId.parse(`00000000-0000-4000-8000-00000000000${n}`)
const [one, other, third] = [id(1), id(2), id(3)]
const house = HouseCode.parse('ved-aaen')
const nobody: Everyone = { unplaced: [], hidden: [], small: [], absentHouses: [] }

test('what was noted is offered, and what is chosen here stands over it, also when it is offered again', () => {
  const reasons = new LeftOutReasons()
  const noted = { leftOut: [{ piece: one, reason: 'no-room' as const }], absentHouses: [] }
  const everyone = { ...nobody, unplaced: [one, other] }
  reasons.offer(noted)
  expect(reasons.saidOf(everyone)).toEqual(noted)
  expect(reasons.isAllSaid(everyone)).toBe(false)
  reasons.unplaced.give([one, other], 'later')
  reasons.offer(noted)
  expect(reasons.saidOf({ ...everyone, unplaced: [one, other, third] }).leftOut).toEqual([
    { piece: one, reason: 'later' },
    { piece: other, reason: 'later' },
  ])
  expect(reasons.isAllSaid(everyone)).toBe(true)
})

test('a piece that is hidden and small is asked about once, and a house that has nothing there too', () => {
  const reasons = new LeftOutReasons()
  const everyone = { ...nobody, hidden: [one], small: [one, other], absentHouses: [house] }
  reasons.offer({
    leftOut: [{ piece: one, reason: 'meant-so' }],
    absentHouses: [{ house, reason: 'nothing-sent' }],
  })
  expect(reasons.isAllSaid(everyone)).toBe(false)
  reasons.unseen.give([other], 'seen-closer')
  expect(reasons.saidOf(everyone)).toEqual({
    leftOut: [
      { piece: one, reason: 'meant-so' },
      { piece: other, reason: 'seen-closer' },
    ],
    absentHouses: [{ house, reason: 'nothing-sent' }],
  })
  expect(reasons.isAllSaid(everyone)).toBe(true)
})

test('a reason for having no place says nothing of a piece that has one now and is hardly seen', () => {
  const reasons = new LeftOutReasons()
  reasons.unplaced.give([one], 'no-room')
  expect(reasons.isAllSaid({ ...nobody, unplaced: [one] })).toBe(true)
  expect(reasons.isAllSaid({ ...nobody, hidden: [one] })).toBe(false)
})
