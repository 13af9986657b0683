import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { PieceId } from '../contract/ids.ts'
import { salon, salonOptions } from './salon.ts'
import { edges, idsOf, overlap, overlapping, sceneWith, slackMm } from './testing/scenes.ts'

const options = fc
  .record({
    gapMm: fc.integer({ min: 0, max: 400 }),
    marginMm: fc.integer({ min: 0, max: 2000 }),
    order: fc.constantFrom('arrival' as const, 'house' as const, 'colour' as const),
  })
  .map((given) => salonOptions.parse(given))
const scene = sceneWith(options)
const openScene = scene.map((given) => ({ ...given, locks: [] }))

test('a salon hang places every piece exactly once', () => {
  fc.assert(
    fc.property(openScene, (given) => {
      expect(
        salon
          .arrange(given)
          .map(({ pieceId }) => pieceId)
          .sort(),
      ).toEqual(idsOf(given.pieces))
    }),
  )
})

test('nothing overlaps, nothing leaves the frame, and nothing lies on a locked place', () => {
  fc.assert(
    fc.property(scene, (given) => {
      const arranged = salon.arrange(given)
      expect(overlapping(arranged)).toEqual([])
      for (const { box } of arranged) {
        const { left, right, top, bottom } = edges(box)
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(-slackMm)
        expect(right).toBeLessThanOrEqual(given.frame.widthMm + slackMm)
        expect(bottom).toBeLessThanOrEqual(given.frame.heightMm + slackMm)
        for (const lock of given.locks.filter((one) => one.box.rotationDeg === 0))
          expect(overlap(box, lock.box)).toBe(false)
      }
    }),
  )
})

test('no piece is cropped: each keeps its own shape', () => {
  fc.assert(
    fc.property(scene, (given) => {
      const aspects = new Map(given.pieces.map(({ id, aspect }) => [id, aspect]))
      for (const { pieceId, box } of salon.arrange(given))
        expect(box.widthMm / box.heightMm).toBeCloseTo(aspects.get(pieceId) ?? 0, 6)
    }),
  )
})

test('the same task is answered alike', () => {
  fc.assert(
    fc.property(scene, (given) => {
      expect(salon.arrange(given)).toEqual(salon.arrange(structuredClone(given)))
    }),
  )
})

test('sixty pieces of ordinary shapes cover most of an ordinary wall', () => {
  const shapes = [4 / 3, 3 / 4, 1, 16 / 9]
  const pieces = Array.from({ length: 60 }, (_, index) => ({
    id: PieceId.parse(`00000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
    houseCode: 'aaen',
    aspect: shapes[index % shapes.length] ?? 1,
    averageColour: '#808080',
  }))
  const frame = { widthMm: 4800, heightMm: 2700 }
  const arranged = salon.arrange({
    pieces,
    frame,
    options: salonOptions.parse({}),
    locks: [],
    standing: [],
    seed: 1,
  })
  const coveredMm2 = arranged.reduce((sum, { box }) => sum + box.widthMm * box.heightMm, 0)
  expect(coveredMm2 / (frame.widthMm * frame.heightMm)).toBeGreaterThan(0.75)
})
