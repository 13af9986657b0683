import { expect, test } from 'vitest'
import { Hand, type Touch } from './hand.ts'

const finger = (pointerId: number): Touch => ({ pointerId, pointerType: 'touch', pressure: 0.3 })
const pen: Touch = { pointerId: 9, pointerType: 'pen', pressure: 0.714 }

test('a finger draws one stroke, from where it came down to where it left', () => {
  const hand = new Hand()
  expect(hand.down(finger(1))).toBe(true)
  hand.move(finger(1), 100, 100)
  hand.move(finger(1), 101, 100)
  hand.move(finger(1), 140, 100)
  expect(hand.up(finger(1))).toEqual([
    [100, 100, 0.5],
    [140, 100, 0.5],
  ])
  expect(hand.isDrawing).toBe(false)
})

test('a second finger is nothing: the first stroke goes on', () => {
  const hand = new Hand()
  hand.down(finger(1))
  hand.move(finger(1), 100, 100)
  expect(hand.down(finger(2))).toBe(false)
  hand.move(finger(2), 700, 700)
  expect(hand.up(finger(2))).toBeNull()
  hand.move(finger(1), 200, 100)
  expect(hand.up(finger(1))).toEqual([
    [100, 100, 0.5],
    [200, 100, 0.5],
  ])
})

test('once there was a pen, a touch is the palm of the hand', () => {
  const hand = new Hand()
  hand.down(pen)
  hand.move(pen, 100, 100)
  expect(hand.down(finger(1))).toBe(false)
  expect(hand.up(pen)).toEqual([[100, 100, 0.71]])
  expect(hand.down(finger(2))).toBe(false)
})

test('a palm that lay there before the pen came leaves no mark', () => {
  const hand = new Hand()
  hand.down(finger(1))
  hand.move(finger(1), 900, 800)
  expect(hand.down(pen)).toBe(true)
  hand.move(pen, 100, 100)
  expect(hand.up(finger(1))).toBeNull()
  expect(hand.up(pen)).toEqual([[100, 100, 0.71]])
})

test('what the system takes away was not meant', () => {
  const hand = new Hand()
  hand.down(finger(1))
  hand.move(finger(1), 100, 100)
  expect(hand.cancel(finger(2))).toBe(false)
  expect(hand.cancel(finger(1))).toBe(true)
  expect(hand.up(finger(1))).toBeNull()
})

test('a line may run a little off the sheet, and never further', () => {
  const hand = new Hand()
  hand.down(finger(1))
  hand.move(finger(1), -4000, 100)
  hand.move(finger(1), 4000, 9000)
  expect(hand.up(finger(1))).toEqual([
    [-90, 100, 0.5],
    [1090, 940, 0.5],
  ])
})
