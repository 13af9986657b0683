/** WCAG 2.5.7 and 2.1.1, made from the registry: what has no way in the outline, or can only be dragged, fails here. */
import { expect, test } from 'vitest'
import { actions, performKey } from '../actions/registry.ts'
import type { Step } from '../hands/hand.ts'
import { id, work } from '../testing/work.ts'
import { moves } from './twin.svelte.ts'

/** What a key does in the list: something of the list's own, or what it means everywhere. */
function press({ composer, twin }: ReturnType<typeof work>, key: string): 'own' | 'everywhere' | 'nothing' {
  if (twin.key(key)) return 'own'
  twin.chooseFocusedIfNone()
  return performKey(composer, key, false) ? 'everywhere' : 'nothing'
}

/** The keys that the list takes for itself while one chooses. */
const isOwn = (key: string): boolean => work().twin.key(key)

test.each(actions.map((action) => [action.id, action] as const))(
  '%s is done in the list by keys',
  (_, action) => {
    const free = action.keys.filter((key) => !isOwn(key))
    const whileMoving = action.keys.filter((key) => moves.has(key))
    const byTheListItself = action.id === 'move-in-list'
    expect(free.length + whileMoving.length > 0 || byTheListItself).toBe(true)
  },
)

/** How what is dragged on the stage is done without a drag: by keys of the list, and by actions, which are buttons there. */
const dragWays: Readonly<
  Record<
    Exclude<Step['to'], 'idle' | 'pointing'> | 'minimap' | 'tray' | 'wheel',
    { readonly list: readonly string[]; readonly actions: readonly string[] }
  >
> = {
  moving: { list: ['m'], actions: ['move-in-list', 'nudge-ArrowLeft', 'swap'] },
  transforming: { list: [], actions: ['larger', 'smaller', 'turn-right', 'turn-left'] },
  twisting: { list: ['m'], actions: ['larger', 'smaller', 'turn-right', 'turn-left', 'nudge-ArrowLeft'] },
  marquee: { list: ['Shift+ArrowRight', ' '], actions: ['choose-all', 'choose-none'] },
  lasso: { list: ['Shift+ArrowDown', ' '], actions: ['choose-all', 'choose-none'] },
  panning: { list: ['ArrowRight', 'PageDown'], actions: ['show-all', 'show-chosen'] },
  pinching: { list: [], actions: ['zoom-in', 'zoom-out'] },
  cropping: { list: [], actions: ['crop'] },
  wheel: { list: [], actions: ['zoom-in', 'zoom-out'] },
  minimap: { list: ['Control+Home', 'Control+End'], actions: ['show-all', 'show-chosen'] },
  tray: { list: [], actions: ['place-next'] },
}

test.each(Object.entries(dragWays))('%s has a way without a drag', (_, { list, actions: named }) => {
  const known = new Map(actions.map((action) => [action.id, action]))
  for (const key of list) expect(isOwn(key)).toBe(true)
  for (const name of named) expect(known.get(name)?.keys.length).toBeGreaterThan(0)
  expect(list.length + named.length).toBeGreaterThan(0)
})

test('arrows go from piece to piece, Space chooses, and Shift chooses what lies between', () => {
  const { composer, twin } = work()
  expect(twin.current?.id).toBe(id(0))
  for (const key of ['ArrowRight', 'ArrowDown']) twin.key(key)
  expect(twin.current?.id).toBe(id(4))
  twin.key(' ')
  twin.key('ArrowUp')
  twin.key(' ')
  expect([...composer.chosen]).toEqual([id(4), id(1)])
  twin.key(' ')
  expect([...composer.chosen]).toEqual([id(4)])
  twin.key('Enter')
  twin.key('Shift+ArrowRight')
  expect([...composer.chosen]).toEqual([id(1), id(2)])
})

test('a piece is moved by M and the arrows, put as one step, and said where it is', () => {
  const given = work()
  const { composer, twin, standing } = given
  twin.key('m')
  expect(twin.isMoving).toBe(true)
  for (const key of ['ArrowRight', 'Shift+ArrowRight', 'Control+ArrowDown']) twin.key(key)
  expect(standing(0)).toMatchObject({ xMm: 100, yMm: 100 })
  expect(composer.announcer.word.text).toBe(
    'En tom plads, flyttet ned. Række 2. Mellem En tom plads og En tom plads.',
  )
  twin.key('Enter')
  expect(standing(0)).toMatchObject({ xMm: 111, yMm: 180 })
  expect(twin.isMoving).toBe(false)
  expect(press(given, 'Control+z')).toBe('everywhere')
  expect(standing(0)).toMatchObject({ xMm: 100, yMm: 100 })
})

test('Escape lets what is moved stand, a locked piece is not moved, and another key first puts what is moved', () => {
  const given = work()
  const { composer, twin, standing } = given
  twin.key('m')
  twin.key('Shift+ArrowRight')
  twin.key('Escape')
  expect(standing(0)).toMatchObject({ xMm: 100 })
  twin.key('Control+End')
  twin.key('Enter')
  twin.key('m')
  expect([twin.isMoving, composer.announcer.word.shown]).toEqual([false, true])
  twin.key('Control+Home')
  twin.key('Enter')
  twin.key('m')
  twin.key('Shift+ArrowRight')
  expect(press(given, 'd')).toBe('everywhere')
  expect(standing(0)).toMatchObject({ xMm: 110, rotationDeg: 5 })
})

test('what is done where nothing is chosen is done to the piece under the focus, and the focus stays near', () => {
  const given = work()
  const { twin, standing } = given
  twin.key('ArrowDown')
  expect(press(given, 'Delete')).toBe('everywhere')
  expect(standing(3)).toBeUndefined()
  expect(twin.current?.id).toBe(id(4))
})

test('what is said twice is said again, in a way that changes the page', () => {
  const { composer } = work()
  const said = () => composer.announcer.word
  composer.say('Til højre')
  expect(said()).toEqual({ text: 'Til højre', shown: false, isAgain: false })
  composer.say('Til højre')
  expect(said().isAgain).toBe(true)
  composer.say('Til højre')
  expect(said().isAgain).toBe(false)
  composer.say('Til venstre')
  expect(said()).toEqual({ text: 'Til venstre', shown: false, isAgain: false })
})
