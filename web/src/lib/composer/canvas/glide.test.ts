import { expect, test } from 'vitest'
import { PieceId } from '#core/contract/ids.ts'
import { Glide, isMuchMoved } from './glide.ts'

const numbered = (number: number) =>
  PieceId.parse(`00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`)
const one = numbered(1)
const box = (xMm: number, rotationDeg = 0) => ({ xMm, yMm: 0, widthMm: 10, heightMm: 10, rotationDeg })

test('a piece sets off where it was, is under way for a while, and comes to rest where it is to be', () => {
  const glide = new Glide()
  glide.begin(new Map([[one, box(0)]]), 1000)
  expect(glide.at(one, box(100), 1000).xMm).toBe(0)
  expect(glide.at(one, box(100), 1225).xMm).toBeCloseTo(50, 6)
  expect(glide.isOn(1225)).toBe(true)
  expect(glide.at(one, box(100), 1450)).toEqual(box(100))
  expect(glide.isOn(1450)).toBe(false)
})

test('it turns the shorter way round', () => {
  const glide = new Glide()
  glide.begin(new Map([[one, box(0, 170)]]), 0)
  expect(glide.at(one, box(0, -170), 225).rotationDeg).toBeCloseTo(180, 6)
})

test('who is sent elsewhere on the way goes on from there, and nothing jumps', () => {
  const glide = new Glide()
  glide.begin(new Map([[one, box(0)]]), 0)
  const half = glide.at(one, box(100), 225)
  glide.begin(new Map([[one, box(100)]]), 225)
  expect(glide.at(one, box(-300), 225)).toEqual(half)
})

test('who stood nowhere grows in its place', () => {
  const glide = new Glide()
  glide.begin(new Map(), 0)
  expect(glide.at(one, box(70), 0)).toEqual({ ...box(70), widthMm: 5, heightMm: 5 })
})

test('who is told to stop is there at once', () => {
  const glide = new Glide()
  glide.begin(new Map([[one, box(0)]]), 0)
  glide.stop()
  expect(glide.at(one, box(100), 0)).toEqual(box(100))
  expect(glide.isOn(0)).toBe(false)
})

test('a few that moved are not followed, many are; and who only came or went has not moved', () => {
  const standing = (at: number, count: number) =>
    new Map(Array.from({ length: count }, (_, i) => [numbered(i), box(at)]))
  expect(isMuchMoved(standing(0, 3), standing(50, 3))).toBe(false)
  expect(isMuchMoved(standing(0, 4), standing(50, 4))).toBe(true)
  expect(isMuchMoved(standing(0, 9), standing(0, 9))).toBe(false)
  expect(isMuchMoved(new Map(), standing(0, 9))).toBe(false)
})
