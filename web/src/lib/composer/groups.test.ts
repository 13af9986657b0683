import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { GroupId, PlacementId } from '#core/contract/ids.ts'
import { compositionOf } from '#core/composition/state.ts'
import { groupOf, groupsIn, together } from './groups.svelte.ts'

const numbered = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const place = (number: number) => PlacementId.parse(numbered(number))
const group = (number: number) => GroupId.parse(numbered(number))

const standing = (groups: readonly (number | null)[]) =>
  compositionOf(
    groups.map((number, at) => ({
      id: place(at),
      ...(number !== null && { groupId: group(number) }),
      ...{ xMm: at, yMm: 0, widthMm: 1, heightMm: 1, rotationDeg: 0 },
      ...{ pieceId: null, slot: null, layer: 0, locked: false, revision: 1 },
    })),
  )
const someGroups = fc.array(fc.option(fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 12 })

test('one of a group brings all of it; brought together twice is brought together once', () => {
  fc.assert(
    fc.property(someGroups, fc.array(fc.nat(11), { maxLength: 5 }), (groups, picked) => {
      const state = standing(groups)
      const ids = picked.map((at) => place(at % groups.length))
      const all = together(state, ids)
      for (const id of ids) expect(all).toContain(id)
      for (const members of groupsIn(state).values()) {
        const there = members.filter((id) => all.includes(id))
        expect([0, members.length]).toContain(there.length)
      }
      expect(new Set(together(state, all))).toEqual(new Set(all))
    }),
  )
})

test('inside a group its pieces are chosen one by one, and other groups still as a whole', () => {
  const state = standing([1, 1, 2, 2, null])
  expect(together(state, [place(0)], group(1))).toEqual([place(0)])
  expect(together(state, [place(2)], group(1))).toEqual([place(2), place(3)])
})

test('what is chosen is a group only if it is all of it and nothing else', () => {
  const state = standing([1, 1, null, 2])
  expect(groupOf(state, new Set([place(0), place(1)]))).toBe(group(1))
  expect(groupOf(state, new Set([place(0)]))).toBeNull()
  expect(groupOf(state, new Set([place(0), place(1), place(2)]))).toBeNull()
  // One that was left alone by the others is no group any more.
  expect(groupOf(state, new Set([place(3)]))).toBeNull()
})
