import { expect, test } from 'vitest'
import { PlacementId } from '#core/contract/ids.ts'
import { id, photoPiece, work } from '../testing/work.ts'
import { performKey } from './registry.ts'

const place = (n: number) => ({
  ...{ id: id(n), pieceId: id(200 + n), slot: null, layer: n, locked: false, revision: 0 },
  ...{ xMm: 400, yMm: 300, widthMm: 80, heightMm: 60, rotationDeg: 10 },
  mount: { matMm: 5, lineMm: 1 },
})
const [first, second] = [PlacementId.parse(id(1)), PlacementId.parse(id(2))]
const twoPieces = () =>
  work({ pieces: [photoPiece(1, false), photoPiece(2, true)], placements: [place(1), place(2)] })

test('a picture lies under everything, from edge to edge, without a mount, locked, in one step that is undone in one', () => {
  const { composer } = twoPieces()
  composer.choose([second])
  expect(performKey(composer, 'Shift+b', false)).toBe(true)
  const { widthMm, heightMm } = composer.frame
  const laid = composer.state.get(second)
  expect(laid).toMatchObject({
    ...{ xMm: widthMm / 2, yMm: heightMm / 2, widthMm, heightMm, rotationDeg: 0 },
    ...{ locked: true, pieceId: id(202) },
  })
  expect(laid?.mount).toBeUndefined()
  expect(laid?.layer).toBeLessThan(composer.state.get(first)?.layer ?? -Infinity)
  composer.undo()
  expect(composer.state.get(second)).toMatchObject(place(2))
})

test('whose maker has not let it be cropped does not become one, and it is said why', () => {
  const { composer } = twoPieces()
  composer.choose([first])
  performKey(composer, 'Shift+b', false)
  expect(composer.state.get(first)).toMatchObject(place(1))
  expect(composer.announcer.word.text).toContain('Må ikke beskæres')
})
