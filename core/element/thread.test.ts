import fc from 'fast-check'
import { expect, test } from 'vitest'
import { threadBox, threadKnots, threadLine, type ThreadPoint } from './thread.ts'

const point = fc.record({ x: fc.integer({ min: 0, max: 3000 }), y: fc.integer({ min: 0, max: 2000 }) })
const points = fc.array(point, { minLength: 2, maxLength: 20 })

/** The numbers of an SVG path, two by two. */
const pairs = (path: string): ThreadPoint[] => {
  const numbers = path.match(/-?\d+(\.\d+)?(e-?\d+)?/g)?.map(Number) ?? []
  return Array.from({ length: numbers.length / 2 }, (_, i) => ({
    x: numbers[2 * i] ?? 0,
    y: numbers[2 * i + 1] ?? 0,
  }))
}

/** Points on each cubic of the line. */
function along(path: string): ThreadPoint[] {
  const [start, ...controls] = pairs(path)
  let from = start ?? { x: 0, y: 0 }
  const seen: ThreadPoint[] = []
  for (let i = 0; i + 2 < controls.length; i += 3) {
    const [one, two, end] = [controls[i], controls[i + 1], controls[i + 2]]
    if (!one || !two || !end) break
    for (let t = 0; t <= 1; t += 0.05) {
      const s = 1 - t
      const at = (key: 'x' | 'y') =>
        s ** 3 * from[key] + 3 * s * s * t * one[key] + 3 * s * t * t * two[key] + t ** 3 * end[key]
      seen.push({ x: at('x'), y: at('y') })
    }
    from = end
  }
  return seen
}

test('a thread goes through every point, from the first to the last', () => {
  fc.assert(
    fc.property(points, (given) => {
      const [start, ...controls] = pairs(threadLine(given))
      expect([start, ...controls.filter((_, i) => i % 3 === 2)]).toEqual(given)
    }),
  )
})

test('its box holds the line, its bends and its knots, and the points come back out of it', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 40 }), (given, widthMm) => {
      const { box, points: parts } = threadBox(given, widthMm)
      const [left, top] = [box.xMm - box.widthMm / 2, box.yMm - box.heightMm / 2]
      const line = along(threadLine(given))
      const [xs, ys] = [line.map(({ x }) => x), line.map(({ y }) => y)]
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(left + widthMm / 2)
      expect(Math.max(...xs)).toBeLessThanOrEqual(left + box.widthMm - widthMm / 2)
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(top + widthMm / 2)
      expect(Math.max(...ys)).toBeLessThanOrEqual(top + box.heightMm - widthMm / 2)
      const back = parts.map(({ x, y }) => ({
        x: Math.round(left + x * box.widthMm) + 0,
        y: Math.round(top + y * box.heightMm) + 0,
      }))
      expect(back).toEqual(given)
    }),
  )
})

test('there is a knot at each point, wider than the line', () => {
  const knots = threadKnots(
    [
      { x: 10, y: 20 },
      { x: 40, y: 20 },
    ],
    2,
  )
  expect(knots.match(/M/g)).toHaveLength(2)
  expect(knots).toContain('M6.8 20')
  expect(knots).toContain('13.2 20')
})
