import { expect, test } from 'vitest'
import { PieceId } from '#core/contract/ids.ts'
import { LeftOutReasons } from './left-out.svelte.ts'

const id = (n: number) => PieceId.parse(`00000000-0000-4000-8000-00000000000${n}`)
const [one, other, third] = [id(1), id(2), id(3)]

test('what was noted is offered, and what is chosen here stands over it, also when it is offered again', () => {
  const reasons = new LeftOutReasons()
  reasons.offer([{ piece: one, reason: 'no-room' }])
  expect(reasons.missingAmong([one, other])).toEqual([other])
  reasons.give([one, other], 'later')
  reasons.offer([{ piece: one, reason: 'no-room' }])
  expect(reasons.notesFor([one, other, third])).toEqual([
    { piece: one, reason: 'later' },
    { piece: other, reason: 'later' },
  ])
  expect(reasons.missingAmong([one, other, third])).toEqual([third])
})
