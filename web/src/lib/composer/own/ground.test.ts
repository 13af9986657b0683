/** A background is laid, and everything else in the composer goes on as on the bare wall. */
import { describe, expect, test } from 'vitest'
import { PieceId, PlacementId } from '#core/contract/ids.ts'
import { actions, performKey } from '../actions/registry.ts'
import { boundsOf } from '../canvas/box.ts'
import { Hands } from '../hands/hands.ts'
import type { Touch } from '../hands/hand.ts'
import { placeAt, placeInHand, placePiece } from '../place.ts'
import { id, photoPiece, work } from '../testing/work.ts'

const hanging = (n: number, xMm: number) => ({
  ...{ id: id(n), pieceId: id(200 + n), slot: null, layer: n, locked: false, revision: 0 },
  ...{ xMm, yMm: 300, widthMm: 160, heightMm: 120, rotationDeg: 0 },
})
const [first, second] = [PlacementId.parse(id(1)), PlacementId.parse(id(2))]

/** Two pieces hang, four wait in the tray. */
const bareWork = () =>
  work({
    pieces: [1, 2, 3, 4, 5, 6].map((n) => photoPiece(n, true)),
    placements: [hanging(1, 400), hanging(2, 700)],
  })

/** The first of the two is laid as background. */
function workOnPicture() {
  const made = bareWork()
  made.composer.choose([first])
  performKey(made.composer, 'Shift+b', false)
  made.composer.choose([])
  return { ...made, ground: first }
}

function workOnField() {
  const made = bareWork()
  performKey(made.composer, 'Shift+k', false)
  const [ground] = made.composer.chosen
  if (!ground) throw new Error('no background was laid')
  made.composer.choose([])
  return { ...made, ground }
}

type Work = ReturnType<typeof workOnField>

const touchAt = ({ composer }: Work, xMm: number, yMm: number, more: Partial<Touch> = {}): Touch => ({
  ...{ pointer: 1, at: composer.viewfinder.toScreen({ x: xMm, y: yMm }), by: 'mouse', button: 'first' },
  ...{ shift: false, alt: false, wantsPan: false, onHandle: false },
  ...more,
})

function drag(on: Work, from: readonly [number, number], to: readonly [number, number]): string {
  const hands = new Hands(on.composer)
  hands.down(touchAt(on, ...from))
  hands.move(touchAt(on, ...to))
  const { name } = hands
  hands.up(touchAt(on, ...to))
  return name
}

const waiting = ({ composer }: Work, n: number) => {
  const piece = composer.pieces.get(PieceId.parse(id(200 + n)))
  if (!piece) throw new Error(`there is no piece ${n}`)
  return piece
}
const standingOf = ({ composer }: Work, n: number) =>
  [...composer.state.values()].find(({ pieceId }) => pieceId === id(200 + n))

test('a field laid as background is locked from the first, and it is said', () => {
  const { composer, ground } = workOnField()
  expect(composer.state.get(ground)).toMatchObject({ locked: true, layer: -1, widthMm: 1600, heightMm: 900 })
  expect(composer.announcer.word.text).toContain('låst')
})

test('what is laid after it lies on it: another background, and a card', () => {
  const { composer, ground } = workOnField()
  const layerOf = (key: string) => {
    performKey(composer, key, false)
    const [laid] = composer.chosenPlacements
    return laid?.layer ?? Number.NaN
  }
  const card = layerOf('k')
  const upper = layerOf('Shift+k')
  expect(upper).toBeGreaterThan(composer.state.get(ground)?.layer ?? 0)
  expect(card).toBeGreaterThan(upper)
  expect(card).toBeLessThan(0)
})

describe.each([
  { what: 'a picture', laid: workOnPicture },
  { what: 'a field', laid: workOnField },
])('on $what', ({ laid }) => {
  test('a pull over the bare wall draws a frame and leaves the background out', () => {
    const on = laid()
    expect(drag(on, [560, 500], [760, 200])).toBe('marquee')
    expect([...on.composer.chosen]).toEqual([second])
    on.composer.aids.isLasso = true
    const hands = new Hands(on.composer)
    hands.down(touchAt(on, 10, 10))
    for (const [x, y] of [[1590, 10], [1590, 890], [10, 890]] as const) hands.move(touchAt(on, x, y)) // prettier-ignore
    hands.up(touchAt(on, 10, 890))
    expect(on.composer.chosen.has(on.ground)).toBe(false)
    expect(on.composer.chosen.has(second)).toBe(true)
  })

  test('a press on the bare wall lets go of what is chosen', () => {
    const on = laid()
    on.composer.choose([second])
    const hands = new Hands(on.composer)
    hands.down(touchAt(on, 1200, 700))
    hands.up(touchAt(on, 1200, 700))
    expect([...on.composer.chosen]).toEqual([])
  })

  test('all are chosen but the background', () => {
    const { composer, ground } = laid()
    performKey(composer, 'Control+a', false)
    expect(composer.chosen.has(second)).toBe(true)
    expect(composer.chosen.has(ground)).toBe(false)
  })

  test('a piece from the tray is laid where the hand lets it go', () => {
    const on = laid()
    placeAt(on.composer, waiting(on, 3), { x: 1200, y: 700 })
    expect(standingOf(on, 3)).toMatchObject({ xMm: 1200, yMm: 700 })
    on.composer.inHand = waiting(on, 4).id
    placeInHand(on.composer, { x: 300, y: 700 }, false)
    expect(standingOf(on, 4)).toMatchObject({ xMm: 300, yMm: 700 })
  })

  test('the next free places are beside one another and as large as what hangs there', () => {
    const on = laid()
    for (const n of [3, 4, 5, 6]) placePiece(on.composer, waiting(on, n))
    const placed = [2, 3, 4, 5, 6].flatMap((n) => standingOf(on, n) ?? [])
    expect(placed).toHaveLength(5)
    const areas = placed.map(({ widthMm, heightMm }) => Math.round(widthMm * heightMm))
    for (const area of areas) expect(area).toBeLessThanOrEqual(160 * 120 + 5)
    const bounds = placed.map((one) => boundsOf(one))
    for (const [at, a] of bounds.entries())
      for (const b of bounds.slice(at + 1))
        expect(a.minX < b.maxX && b.minX < a.maxX && a.minY < b.maxY && b.minY < a.maxY).toBe(false)
  })

  test('the background is taken hold of by its own key, by the list and by stepping on, unlocked and taken out', () => {
    const { composer, twin, ground } = laid()
    performKey(composer, 'a', false)
    expect([...composer.chosen]).toEqual([ground])

    composer.choose([])
    twin.key('Control+End')
    expect(twin.current?.id).toBe(ground)
    twin.key('Enter')
    expect([...composer.chosen]).toEqual([ground])

    composer.choose([])
    performKey(composer, 'Shift+n', false)
    expect([...composer.chosen]).toEqual([ground])

    expect(performKey(composer, 'Delete', false)).toBe(false)
    performKey(composer, 'l', false)
    expect(composer.index.at({ x: 1200, y: 700 })?.id).toBe(ground)
    performKey(composer, 'Delete', false)
    expect(composer.state.has(ground)).toBe(false)
  })
})

test('of several backgrounds the upper is chosen first, then the next beneath; of none it is said', () => {
  const { composer, ground } = workOnField()
  performKey(composer, 'Shift+k', false)
  const [upper] = composer.chosen
  composer.choose([])
  const chosen = [0, 1, 2].map(() => {
    performKey(composer, 'a', false)
    return [...composer.chosen].join()
  })
  expect(chosen).toEqual([upper, ground, upper])

  const bare = bareWork().composer
  expect(performKey(bare, 'a', false)).toBe(true)
  expect(bare.announcer.word.text).toContain('ikke lagt en baggrund')
  expect(actions.find(({ id: name }) => name === 'choose-ground')?.isPossible(bare)).toBe(false)
})

test('words without card stand on the colour of the background that is laid, and on the artwork’s own without', () => {
  const { composer, ground } = workOnField()
  expect(composer.ground).toBe('#f2e6c9')
  const element = { kind: 'field' as const, colour: '#0b1020' }
  composer.do('place', [{ do: 'set', id: ground, values: { element } }])
  expect(composer.ground).toBe('#0b1020')
  composer.undo()
  composer.undo()
  expect(composer.ground).toBe('#f4f6f1')
})
