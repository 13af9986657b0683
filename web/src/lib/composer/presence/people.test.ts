import { expect, test } from 'vitest'
import type { Presence } from '#core/contract/presence.ts'
import { isSame, namesBeyond, peopleIn, windowsOf, withoutWindow, withWindow } from './people.ts'

const presence = (tab: string, name: string, mark: number): Presence => ({
  tab,
  name,
  mark,
  cursor: null,
  chosen: [],
  around: null,
  heldBy: null,
})

test('somebody with two windows is one person, until both are closed', () => {
  const both = windowsOf([presence('a', 'Bent', 1), presence('b', 'Anna', 0), presence('c', 'Bent', 1)])
  expect([...peopleIn(both).values()]).toEqual([
    { name: 'Anna', mark: 0 },
    { name: 'Bent', mark: 1 },
  ])
  const one = withoutWindow(both, 'a')
  expect(isSame(peopleIn(one), peopleIn(both))).toBe(true)
  expect(namesBeyond(peopleIn(both), peopleIn(withoutWindow(one, 'c')))).toEqual(['Bent'])
})

test('two who are called the same are two', () => {
  const windows = withWindow(windowsOf([presence('a', 'Anna', 0)]), presence('b', 'Anna', 1))
  expect(peopleIn(windows).size).toBe(2)
})
