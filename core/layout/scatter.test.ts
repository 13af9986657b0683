import { expect, test } from 'vitest'
import { scatter } from './scatter.ts'
import { overlapping, piecesOf, slackMm } from './testing/scenes.ts'

const frame = { widthMm: 4800, heightMm: 2700 }
const arrange = (options: object, seed = 1) =>
  scatter.arrange({
    pieces: piecesOf(120, 6),
    frame,
    options: scatter.options.parse(options),
    locks: [],
    standing: [],
    seed,
  })

test('nobody is further askew than is wished', () => {
  const turns = arrange({ turnDeg: 8 }).map(({ box }) => box.rotationDeg)
  expect(Math.max(...turns.map(Math.abs))).toBeLessThanOrEqual(8)
  expect(new Set(turns).size).toBeGreaterThan(100)
  for (const { box } of arrange({ turnDeg: 0 })) expect(Math.abs(box.rotationDeg)).toBe(0)
})

test('another seed lays them otherwise', () => {
  expect(arrange({}, 2)).not.toEqual(arrange({}, 1))
})

test('they may cover each other by so much of their sides, and no more', () => {
  const allowed = 0.2
  const arranged = arrange({ overlapPercent: 100 * allowed, airPercent: 20, turnDeg: 0 })
  expect(overlapping(arranged).length).toBeGreaterThan(0)
  for (const [{ box: one }, { box: other }] of overlapping(arranged)) {
    const across = Math.abs(one.xMm - other.xMm) / ((one.widthMm + other.widthMm) / 2)
    const down = Math.abs(one.yMm - other.yMm) / ((one.heightMm + other.heightMm) / 2)
    expect(Math.max(across, down)).toBeGreaterThanOrEqual(1 - allowed - slackMm)
  }
})

test('the air is spread: no quarter of the wall has much more than another', () => {
  const quarters = [0, 0, 0, 0]
  for (const { box } of arrange({})) {
    const quarter = (box.xMm > frame.widthMm / 2 ? 1 : 0) + (box.yMm > frame.heightMm / 2 ? 2 : 0)
    quarters[quarter] = (quarters[quarter] ?? 0) + box.widthMm * box.heightMm
  }
  expect(Math.max(...quarters) / Math.min(...quarters)).toBeLessThan(1.5)
})
