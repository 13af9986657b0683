import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { performKey } from './actions/registry.ts'
import { id, work } from './testing/work.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function held() {
  const given = work()
  const { composer } = given
  composer.viewfinder.camera = { xMm: 0, yMm: 0, pxPerMm: 1 }
  composer.choose([...composer.state.keys()].slice(0, 1))
  const hold = (key: string, times: number) => {
    for (let time = 0; time < times; time++) performKey(composer, key, false)
  }
  return { ...given, hold }
}

test('an arrow that is held is one operation when it is let go of, and one undo takes all of it back', () => {
  const { composer, standing, hold } = held()
  hold('ArrowRight', 30)
  expect(standing(0)).toMatchObject({ xMm: 100 })
  expect(composer.held.get(composer.chosenPlacements[0]?.id ?? fail())).toMatchObject({ xMm: 130 })
  expect(composer.unsentCount).toBe(0)
  composer.nudging.put()
  expect(standing(0)).toMatchObject({ xMm: 130 })
  expect(composer.unsentCount).toBe(1)
  expect(composer.announcer.word.text).toBe('En tom plads, flyttet til højre. Række 1. Før En tom plads.')
  composer.undo()
  expect(standing(0)).toMatchObject({ xMm: 100 })
})

test('it rests by itself, before the same place is moved on', () => {
  const { composer, standing, hold } = held()
  hold('Shift+ArrowDown', 2)
  vi.runAllTimers()
  expect(standing(0)).toMatchObject({ yMm: 120 })
  hold('ArrowUp', 1)
  composer.nudging.put()
  expect(standing(0)).toMatchObject({ yMm: 119 })
  expect(composer.unsentCount).toBe(2)
})

test('whatever else is done begins from where the arrows have moved it', () => {
  const { composer, standing, hold } = held()
  hold('ArrowRight', 5)
  performKey(composer, 'd', false)
  expect(standing(0)).toMatchObject({ xMm: 105, rotationDeg: 5 })
  hold('ArrowRight', 5)
  performKey(composer, 'Delete', false)
  expect(standing(0)).toBeUndefined()
  composer.undo()
  expect(standing(0)).toMatchObject({ id: id(0), xMm: 110 })
})

function fail(): never {
  throw new Error('nothing is chosen')
}
