import { expect, test } from 'vitest'
import { performKey } from './actions/registry.ts'
import { id, photoPiece as piece, work } from './testing/work.ts'

const box = { xMm: 400, yMm: 300, widthMm: 80, heightMm: 60, rotationDeg: 10 }
const place = (n: number, more: object) => {
  return { id: id(n), ...box, pieceId: null, slot: null, layer: n, locked: false, revision: 0, ...more }
}
const words = { kind: 'words' as const, text: 'Små skridt', paper: null }

/** A heading, an empty place and a piece, all chosen. */
function chosenWork(repeatsAllowed: boolean) {
  const given = work({
    repeatsAllowed,
    pieces: [piece(1)],
    placements: [
      place(1, { element: words }),
      place(2, {}),
      place(3, { pieceId: id(201), mount: { matMm: 5, lineMm: 1 } }),
    ],
  })
  given.composer.choose(given.composer.state.keys())
  const press = (key: string) => performKey(given.composer, key, false)
  const all = () => [...given.composer.state.values()]
  return { ...given, press, all }
}

test.each([
  ['Control+d', ['Control+d']],
  ['Control+c and Control+v', ['Control+c', 'Control+v']],
])('%s: own words and empty places are copied always, a piece where it may stand twice', (_, keys) => {
  const without = chosenWork(false)
  for (const key of keys) without.press(key)
  expect(without.all().slice(3)).toMatchObject([
    { element: words, xMm: 422.5, rotationDeg: 10 },
    { pieceId: null },
  ])
  expect(without.all()).toHaveLength(5)

  const withRepeats = chosenWork(true)
  for (const key of keys) withRepeats.press(key)
  expect(withRepeats.all()).toHaveLength(6)
  expect(withRepeats.all().at(-1)).toMatchObject({
    pieceId: id(201),
    repeats: true,
    mount: { matMm: 5, lineMm: 1 },
    xMm: 422.5,
  })
  expect([...withRepeats.composer.chosen]).toEqual(
    withRepeats
      .all()
      .slice(3)
      .map((one) => one.id),
  )
  withRepeats.composer.undo()
  expect(withRepeats.all()).toHaveLength(3)
})

test('what is cut out comes back where it stood, whole, also where a piece has only one place', () => {
  const { press, all, composer } = chosenWork(false)
  press('Control+x')
  expect(all()).toEqual([])
  press('Control+v')
  expect(all()).toMatchObject([{ element: words, xMm: 400 }, { xMm: 400 }, { pieceId: id(201), xMm: 400 }])
  expect(all().every(({ repeats }) => repeats === undefined)).toBe(true)
  press('Control+v')
  expect(all()).toHaveLength(5)
  expect(composer.announcer.word.text).toBe(
    '2 er sat ind. 1 har allerede en plads, og et stykke har kun én i dette værk.',
  )
})

test('each time a little further beside; and of nothing it is said why', () => {
  const { press, all, composer } = chosenWork(true)
  composer.choose([...composer.state.keys()].slice(0, 1))
  press('Control+c')
  press('Control+v')
  press('Control+v')
  expect(all().map(({ xMm }) => xMm)).toEqual([400, 400, 400, 422.5, 445])
  const other = chosenWork(true)
  other.press('Control+v')
  expect(other.composer.announcer.word).toMatchObject({
    text: 'Kopiér noget først. Så kan du sætte det ind.',
    shown: true,
  })
})

test('a crop is not put in where its maker has taken the yes back', () => {
  const { composer } = work({
    repeatsAllowed: true,
    pieces: [piece(1)],
    placements: [place(1, { pieceId: id(201), crop: { x: 0, y: 0, width: 0.5, height: 1 } })],
  })
  composer.choose(composer.state.keys())
  performKey(composer, 'Control+d', false)
  expect([...composer.state.values()].at(-1)?.crop).toBeUndefined()
})
