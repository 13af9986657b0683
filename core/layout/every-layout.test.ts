/** What every layout keeps to, whatever its options: those that the registry offers, and any that comes. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { applyChanges } from '../composition/apply.ts'
import { arrangementChanges, layoutTaskOf } from '../composition/arrange.ts'
import { compositionOf } from '../composition/state.ts'
import type { Placement } from '../contract/composition.ts'
import { PlacementId, type PieceId } from '../contract/ids.ts'
import type { LayoutFrame } from './layout.ts'
import { layouts } from './registry.ts'
import {
  arrangedIds,
  edges,
  idNumbered,
  idsOf,
  overlap,
  overlapping,
  piecesOf,
  sceneWith,
  slackMm,
} from './testing/scenes.ts'

/** What a layout's own schema says of an option, as far as something can be tried. */
const Option = z.union([
  z.object({ enum: z.array(z.string()) }),
  z.object({ type: z.literal('boolean') }),
  z.object({ type: z.enum(['number', 'integer']), minimum: z.number(), maximum: z.number() }),
  z.object({
    anyOf: z.tuple([z.object({ const: z.string() }), z.object({ minimum: z.number(), maximum: z.number() })]),
  }),
])
const Schema = z.object({ properties: z.record(z.string(), Option) })

function tried(option: z.infer<typeof Option>): fc.Arbitrary<unknown> {
  if ('enum' in option) return fc.constantFrom(...option.enum)
  if ('anyOf' in option) {
    const [word, { minimum, maximum }] = option.anyOf
    return fc.oneof(fc.constant(word.const), fc.integer({ min: minimum, max: Math.min(maximum, 60) }))
  }
  if (option.type === 'boolean') return fc.boolean()
  return fc.integer({ min: Math.ceil(option.minimum), max: Math.floor(option.maximum) })
}

/** A place somewhere in the frame, of its own number. */
const stands = (number: number, pieceId: PieceId | null, { widthMm, heightMm }: LayoutFrame): Placement => ({
  id: PlacementId.parse(idNumbered(1000 + number)),
  pieceId,
  xMm: ((number % 7) / 7) * widthMm,
  yMm: ((number % 11) / 11) * heightMm,
  widthMm: widthMm / 20,
  heightMm: heightMm / 20,
  rotationDeg: 0,
  layer: number,
  slot: null,
  locked: false,
  revision: 1,
})

/** May two pieces cover each other? Only if it was asked for. */
const isTidy = (options: Record<string, unknown>) => (options['overlapPercent'] ?? 0) === 0

describe.each(layouts)('$id', (layout) => {
  const { properties } = Schema.parse(z.toJSONSchema(layout.options, { io: 'input' }))
  const options = fc.record(
    Object.fromEntries(Object.entries(properties).map(([key, option]) => [key, tried(option)])),
  )
  const scene = sceneWith(options)
  const runs = { numRuns: 25 }

  test('everyone is in, exactly once, with locked places or without', () => {
    fc.assert(
      fc.property(scene, (given) => {
        expect(arrangedIds(layout.arrange(given))).toEqual(idsOf(given.pieces))
      }),
      runs,
    )
  })

  test('nothing leaves the wall, covers another unless that is wished, or lies on a locked place', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const arranged = layout.arrange(given)
        if (isTidy(given.options)) expect(overlapping(arranged)).toEqual([])
        for (const { box } of arranged) {
          const { left, right, top, bottom } = edges(box)
          expect(Math.min(left, top)).toBeGreaterThanOrEqual(-slackMm)
          expect(right).toBeLessThanOrEqual(given.frame.widthMm + slackMm)
          expect(bottom).toBeLessThanOrEqual(given.frame.heightMm + slackMm)
          for (const lock of given.locks) expect(overlap(box, lock.box)).toBe(false)
        }
      }),
      runs,
    )
  })

  test('no piece is cropped: each keeps its own shape', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const aspects = new Map(given.pieces.map(({ id, aspect }) => [id, aspect]))
        for (const { pieceId, box } of layout.arrange(given)) {
          expect(box.widthMm / box.heightMm).toBeCloseTo(aspects.get(pieceId) ?? 0, 6)
          expect(box.widthMm).toBeGreaterThan(0)
        }
      }),
      runs,
    )
  })

  test('the same task is answered alike, and what was given is left as it was', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const before = structuredClone(given)
        const arranged = layout.arrange(given)
        expect(given).toEqual(before)
        expect(layout.arrange(before)).toEqual(arranged)
      }),
      runs,
    )
  })

  test('a slot is named once, in at most sixty signs, and no two lie on the same layer', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const arranged = layout.arrange(given)
        const slots = arranged.flatMap(({ slot }) => slot ?? [])
        expect(new Set(slots).size).toBe(slots.length)
        for (const slot of slots) expect(slot.length).toBeLessThanOrEqual(60)
        expect(new Set(arranged.map(({ layer }) => layer)).size).toBe(arranged.length)
      }),
      runs,
    )
  })

  test('a locked piece is not placed a second time', () => {
    const pieces = piecesOf(9, 3)
    const box = { xMm: 500, yMm: 300, widthMm: 200, heightMm: 150, rotationDeg: 0 }
    const locks = [{ pieceId: idNumbered(4), box }]
    const frame = { widthMm: 1600, heightMm: 900 }
    const arranged = layout.arrange({ pieces, frame, options: {}, locks, standing: [], seed: 1 })
    expect(arrangedIds(arranged)).toEqual(idsOf(pieces.filter(({ id }) => id !== idNumbered(4))))
  })

  test('a piece that stands in several places stands in all of them, each with a box of its own', () => {
    const copies = fc.array(fc.record({ of: fc.nat(), isLocked: fc.boolean() }), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(
        scene,
        copies,
        fc.boolean(),
        ({ pieces, frame, seed, options: chosen }, wished, isOwnThere) => {
          const own = pieces.map(({ id }, at) => stands(at, id, frame))
          const others = wished.map(({ of, isLocked }, at) => {
            const { id } = pieces[of % pieces.length] ?? { id: null }
            return { ...stands(own.length + at, id, frame), repeats: true, locked: isLocked }
          })
          const state = compositionOf([...(isOwnThere ? own : []), ...others])
          const task = { ...layoutTaskOf(state, pieces, frame), seed, options: chosen }
          const arranged = layout.arrange(task)
          let fresh = 0
          const changes = arrangementChanges(state, {
            arranged,
            keepsEmptyPlaces: layout.keepsEmptyPlaces,
            newId: () => PlacementId.parse(idNumbered(5000 + fresh++)),
          })
          const applied = applyChanges(state, changes, 2)
          if (!applied.fits) throw new Error(applied.misfit.reason)
          for (const before of state.values()) {
            const after = applied.state.get(before.id)
            expect(after?.pieceId).toBe(before.pieceId)
            if (before.locked) expect(after).toEqual(before)
          }
          const free = [...applied.state.values()].filter(({ locked }) => !locked)
          const spots = free.map(({ xMm, yMm, widthMm, heightMm, rotationDeg, layer }) =>
            [xMm, yMm, widthMm, heightMm, rotationDeg, layer].join(' '),
          )
          expect(new Set(spots).size).toBe(spots.length)
          expect(new Set([...applied.state.values()].map(({ pieceId }) => pieceId))).toEqual(
            new Set(pieces.map(({ id }) => id)),
          )
        },
      ),
      runs,
    )
  })

  const walls = [
    { name: 'an ordinary wall', widthMm: 4800, heightMm: 2700, counts: [0, 1, 2, 3, 56, 646, 25_000] },
    { name: 'a frieze', widthMm: 24_000, heightMm: 800, counts: [0, 1, 2, 3, 56, 646] },
    { name: 'a column', widthMm: 700, heightMm: 9000, counts: [0, 1, 2, 3, 56, 646] },
  ]

  /** The part of the wall that is covered, from which the layout may not fall. */
  const leastCovered = 0.12

  describe.each(walls)('on $name', ({ counts, ...frame }) => {
    test.each(counts)('%i pieces are all there, and are to be seen', (count) => {
      const pieces = piecesOf(count, 35)
      const arranged = layout.arrange({ pieces, frame, options: {}, locks: [], standing: [], seed: 35 })
      expect(arrangedIds(arranged)).toEqual(idsOf(pieces))
      expect(overlapping(arranged)).toEqual([])
      const coveredMm2 = arranged.reduce((sum, { box }) => sum + box.widthMm * box.heightMm, 0)
      if (count >= 56) expect(coveredMm2 / frame.widthMm / frame.heightMm).toBeGreaterThan(leastCovered)
      // Nobody is a sliver among the others.
      const areas = arranged.map(({ box }) => box.widthMm * box.heightMm).sort((a, b) => a - b)
      const usual = areas[Math.floor(areas.length / 2)] ?? 0
      expect(areas[0] ?? 0).toBeGreaterThanOrEqual(usual / 12)
    })
  })
})
