import { expect, test } from 'vitest'
import { id, work } from '../testing/work.ts'
import { addsTo, caughtIn } from './catch.ts'
import type { Touch } from './hand.ts'
import { marquee } from './marquee.ts'

const touchAt = (x: number, y: number, keys: Partial<Touch> = {}): Touch => ({
  pointer: 1,
  at: { x, y },
  by: 'mouse',
  button: 'first',
  shift: false,
  alt: false,
  wantsPan: false,
  onHandle: false,
  ...keys,
})

/** On the stage, whose millimetres are pixels here: places 0, 1 and 2 stand at 100, 200 and 300, 80 wide. */
function drawAround(from: number, to: number, keys: Partial<Touch> = {}, wasChosen: number[] = []) {
  const { composer } = work()
  composer.viewfinder.camera = { xMm: 400, yMm: 300, pxPerMm: 1 }
  composer.choose([...composer.state.keys()].filter((one) => wasChosen.some((n) => one === id(n))))
  const start = touchAt(from, 60, keys)
  const hand = marquee(composer, start)
  hand.move?.(touchAt(to, 140, keys))
  expect(composer.marquee).toEqual({ minX: from, maxX: to, minY: 60, maxY: 140 })
  hand.up?.(touchAt(to, 140, keys))
  expect(composer.marquee).toBeNull()
  return [...composer.chosen].sort()
}

test('a frame catches what it touches; with Shift beside what was chosen, with Alt out of it', () => {
  expect(drawAround(150, 245)).toEqual([id(1)])
  expect(drawAround(150, 265)).toEqual([id(1), id(2)])
  expect(drawAround(150, 245, {}, [0])).toEqual([id(1)])
  expect(drawAround(150, 245, { shift: true }, [0])).toEqual([id(0), id(1)])
  expect(drawAround(150, 245, { alt: true }, [0, 1])).toEqual([id(0)])
})

test('a hand without a Shift key adds while it chooses several', () => {
  const { composer } = work()
  expect(addsTo(composer, touchAt(0, 0))).toBe(false)
  composer.aids.isChoosingMore = true
  expect(addsTo(composer, touchAt(0, 0))).toBe(true)
  const [first, second] = composer.state.keys()
  if (!first || !second) throw new Error('the work has places')
  expect(caughtIn(new Set([first]), [second], { adds: true, alt: false })).toEqual([first, second])
})
