import { expect, test } from 'vitest'
import { inLine } from './in-line.ts'

function begunInOrder() {
  const failures: unknown[] = []
  const line = inLine((failure) => failures.push(failure))
  const begun: string[] = []
  const answers = new Map<string, { resolve: () => void; reject: (why: Error) => void }>()
  const add = (name: string) =>
    line.add(() => {
      begun.push(name)
      return new Promise((resolve, reject) => answers.set(name, { resolve, reject }))
    })
  return { line, begun, answers, add, failures }
}
const aMoment = () => new Promise((resolve) => setImmediate(resolve))

test('one is done after the other, also when one of them fails', async () => {
  const { line, begun, answers, add, failures } = begunInOrder()
  add('first')
  add('second')
  await aMoment()
  expect(begun).toEqual(['first'])
  answers.get('first')?.reject(new Error('no'))
  await aMoment()
  expect(begun).toEqual(['first', 'second'])
  answers.get('second')?.resolve()
  await line.done()
  expect(failures).toEqual([new Error('no')])
})

test('when the page goes, all that has not begun begins at once, and once', async () => {
  const { line, begun, answers, add } = begunInOrder()
  for (const name of ['first', 'second', 'third']) add(name)
  await aMoment()
  line.hurry()
  expect(begun).toEqual(['first', 'second', 'third'])
  for (const { resolve } of answers.values()) resolve()
  await line.done()
  expect(begun).toHaveLength(3)
})
