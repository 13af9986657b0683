import { expect, test } from 'vitest'
import { NewName } from '#core/contract/inbox.ts'
import { Problem } from '#core/contract/problems.ts'
import { NewNames, type NamesWire } from './new-names.svelte.ts'

/** The n-th piece's new name. */
const newName = (n: number, name: string): NewName =>
  NewName.parse({
    id: `00000000-0000-4000-8000-00000000000${n}`,
    kind: 'text',
    house: { code: 'huset', name: 'Huset', town: 'Kolding' },
    text: 'ord',
    name,
    seenName: null,
  })

/** An api whose names wait until they are answered, or until it says no. */
function api(...names: NewName[]) {
  let waiting = names
  const answers: string[] = []
  const state = { isAway: false }
  const wire: NamesWire = {
    answer: async ({ id, name }, answer) => {
      await Promise.resolve()
      if (state.isAway) throw new Problem('unavailable')
      answers.push(`${name}: ${answer}`)
      waiting = waiting.filter((one) => one.id !== id || one.name !== name)
    },
    list: async () => {
      await Promise.resolve()
      return waiting
    },
  }
  const rename = (n: number, name: string) =>
    (waiting = waiting.map((one) => (one.id === newName(n, 'x').id ? { ...one, name } : one)))
  return { state, answers, rename, list: new NewNames(names, wire) }
}

const namesIn = (list: NewNames) => list.waiting.map(({ name }) => name)

test('a name that is answered leaves the list before the answer is sent', async () => {
  const [bo, jo] = [newName(1, 'Bo'), newName(2, 'Jo')]
  const { list, answers } = api(bo, jo)
  const answered = list.answer(bo, 'show')
  expect(namesIn(list)).toEqual(['Jo'])
  expect(answers).toEqual([])
  await answered
  await list.answer(jo, 'house-only')
  expect(answers).toEqual(['Bo: show', 'Jo: house-only'])
  expect(namesIn(list)).toEqual([])
})

test('an answer that could not be sent leaves its name in the list, with the reason', async () => {
  const bo = newName(1, 'Bo')
  const { list, state } = api(bo)
  state.isAway = true
  await list.answer(bo, 'show')
  expect(namesIn(list)).toEqual(['Bo'])
  expect(list.problem?.type).toBe('unavailable')
})

test('a name that is answered does not come back with a list that does not know of it yet', async () => {
  const bo = newName(1, 'Bo')
  const { list } = api(bo)
  const refreshed = list.refresh()
  const answered = list.answer(bo, 'show')
  await refreshed
  expect(namesIn(list)).toEqual([])
  await answered
  expect(namesIn(list)).toEqual([])
})

test('a name that was written while another was answered is looked at for itself', async () => {
  const bo = newName(1, 'Bo')
  const { list, rename } = api(bo)
  rename(1, 'Bob')
  await list.answer(bo, 'show')
  expect(namesIn(list)).toEqual(['Bob'])
})
