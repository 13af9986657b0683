import { expect, test } from 'vitest'
import { closeUp, fitInto, placeFor, type Work } from './place.ts'

const box = { xMm: 500, yMm: 200, widthMm: 100, heightMm: 100, rotationDeg: 0 }
const places = [0, 1, 2].map((i) => ({ box: { ...box, xMm: 100 * i }, standing: 'free' as const }))
const work: Work = { cover: null, widthMm: 1000, heightMm: 500, places }

test('a piece is always tried in the same place, and others in others', () => {
  const ids = Array.from({ length: 30 }, (_, i) => `${(i * 7919).toString(16).padStart(8, '0')}-aaaa`)
  const first = ids.map((id) => placeFor(id, places))
  expect(ids.map((id) => placeFor(id, places))).toEqual(first)
  expect(new Set(first).size).toBe(3)
  expect(placeFor('00000000', [])).toBeUndefined()
})

test('a piece keeps its shape, whole and in the middle of its place', () => {
  expect(fitInto(box, 2)).toEqual({ ...box, widthMm: 100, heightMm: 50 })
  expect(fitInto(box, 0.5)).toEqual({ ...box, widthMm: 50, heightMm: 100 })
})

test('the zoom begins with the place in the middle, half as large as the view', () => {
  // 100 of 500 high: half of the view is two and a half times as large.
  expect(closeUp(box, work)).toBe('translate(-75%, -50%) scale(2.5)')
})

test('the zoom never begins closer than a picture can bear, nor further off than the whole', () => {
  expect(closeUp({ ...box, widthMm: 1, heightMm: 1 }, work)).toContain('scale(10)')
  expect(closeUp({ ...box, widthMm: 900, heightMm: 450 }, work)).toContain('scale(1)')
})
