import { expect, test } from 'vitest'
import { windowOf } from './window.ts'

test('of very many only those in sight are drawn, a few beyond, and the one under the focus', () => {
  expect(windowOf(0, 200, 50, 25_000, 0)).toEqual([0, 1, 2, 3, 4, 5])
  expect(windowOf(5000, 100, 50, 25_000, 7)).toEqual([7, 98, 99, 100, 101, 102, 103])
  expect(windowOf(5000, 100, 50, 25_000, 24_999)).toEqual([98, 99, 100, 101, 102, 103, 24_999])
  expect(windowOf(0, 200, 50, 2, undefined)).toEqual([0, 1])
  expect(windowOf(0, 200, 50, 2, 9)).toEqual([0, 1])
})
