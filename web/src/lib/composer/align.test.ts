import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Box } from '#core/contract/geometry.ts'
import { aligned, distributed, type Edge } from './align.ts'
import { boundsOf } from './canvas/box.ts'

const frame = { minX: 0, minY: 0, maxX: 1000, maxY: 500 }
const sides = fc.integer({ min: 1, max: 200 })
const places = fc.integer({ min: 0, max: 1000 })
const boxes = fc
  .array(
    fc.record<Box>({
      xMm: places,
      yMm: places,
      widthMm: sides,
      heightMm: sides,
      rotationDeg: fc.constantFrom(0, 0, 15, -90),
    }),
    { minLength: 3, maxLength: 12 },
  )
  .map((all) => new Map(all.map((box, id) => [id, box])))

const edgeOf = {
  left: ({ minX }) => minX,
  right: ({ maxX }) => maxX,
  centre: ({ minX, maxX }) => (minX + maxX) / 2,
  top: ({ minY }) => minY,
  bottom: ({ maxY }) => maxY,
  middle: ({ minY, maxY }) => (minY + maxY) / 2,
} as const satisfies Record<Edge, (rect: ReturnType<typeof boundsOf>) => number>

test.each<Edge>(['left', 'right', 'centre', 'top', 'bottom', 'middle'])(
  'all of them come to the %s of what they take up together, and change nothing else',
  (edge) => {
    fc.assert(
      fc.property(boxes, (before) => {
        const wanted = edgeOf[edge](boundsOf(...before.values()))
        for (const [id, box] of aligned(before, edge, frame)) {
          expect(edgeOf[edge](boundsOf(box))).toBeCloseTo(wanted, 6)
          const { widthMm, heightMm, rotationDeg } = before.get(id) ?? box
          expect(box).toMatchObject({ widthMm, heightMm, rotationDeg })
        }
      }),
    )
  },
)

test('a single piece comes to the edge of the work', () => {
  const one = new Map([[1, { xMm: 300, yMm: 100, widthMm: 80, heightMm: 40, rotationDeg: 0 }]])
  expect(aligned(one, 'right', frame).get(1)).toMatchObject({ xMm: 960, yMm: 100 })
  expect(aligned(one, 'middle', frame).get(1)).toMatchObject({ xMm: 300, yMm: 250 })
})

test('spread evenly, all gaps are the same and the outermost stay', () => {
  fc.assert(
    fc.property(boxes, (before) => {
      // Which of two comes first that have the same middle is anybody's choice.
      fc.pre(new Set([...before.values()].map(({ xMm }) => xMm)).size === before.size)
      const middleOf = (box: Box) => edgeOf.centre(boundsOf(box))
      const order = [...before].toSorted(([, a], [, b]) => middleOf(a) - middleOf(b)).map(([id]) => id)
      const after = distributed(before, 'x')
      const row = order.map((id) => boundsOf(after.get(id) ?? { ...frameBox }))
      const gaps = row.slice(1).map(({ minX }, at) => minX - (row[at]?.maxX ?? 0))
      for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0] ?? 0, 6)
      for (const id of [order[0], order.at(-1)])
        if (id !== undefined) expect(after.get(id)?.xMm).toBeCloseTo(before.get(id)?.xMm ?? Number.NaN, 6)
      for (const [id, box] of after) expect(box.yMm).toBe(before.get(id)?.yMm)
    }),
  )
})

const frameBox: Box = { xMm: 0, yMm: 0, widthMm: 1, heightMm: 1, rotationDeg: 0 }
