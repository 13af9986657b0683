import { expect, test } from 'vitest'
import { visitAt } from './last-here.ts'

const at = (time: string) => new Date(`2026-11-05T${time}:00.000Z`)
const keptAfter = (time: string, before: string | null) => JSON.stringify(visitAt(at(time), before))

test('the first time there was no visit before, also when what was kept cannot be read', () => {
  for (const before of [null, 'x', '{}', '{"last":1,"seen":"i går"}'])
    expect(visitAt(at('10:00'), before)).toEqual({ last: null, seen: at('10:00').toISOString() })
})

test('a reload is the same visit; half an hour away, the last one is over', () => {
  const first = keptAfter('08:00', null)
  const second = keptAfter('10:00', first)
  expect(visitAt(at('10:20'), second).last).toBe(at('08:00').toISOString())
  expect(visitAt(at('10:30'), second).last).toBe(at('10:00').toISOString())
})
