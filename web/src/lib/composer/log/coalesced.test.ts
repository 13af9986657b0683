import { expect, test } from 'vitest'
import { coalesced } from './coalesced.ts'

/** Counts what is begun, and ends it when told. */
function counted() {
  const open: ReturnType<typeof Promise.withResolvers<undefined>>[] = []
  let begun = 0
  const ask = coalesced(() => {
    begun += 1
    const one = Promise.withResolvers<undefined>()
    open.push(one)
    return one.promise
  })
  const end = async (isWell = true) => {
    const one = open.shift()
    if (isWell) one?.resolve(undefined)
    else one?.reject(new Error('no net'))
    await new Promise((next) => setImmediate(next))
  }
  return { ask, end, begun: () => begun }
}

test('a hundred askings at once are two doings: the one under way, and one after it for all the others', async () => {
  const { ask, end, begun } = counted()
  const answered: number[] = []
  for (let n = 0; n < 100; n++) void ask().then(() => answered.push(n))
  expect(begun()).toBe(1)
  await end()
  expect(answered).toEqual([0])
  expect(begun()).toBe(2)
  await end()
  expect(answered).toHaveLength(100)
  expect(begun()).toBe(2)
})

test('one that fails is told to who waited for it, and the next is done all the same', async () => {
  const { ask, end, begun } = counted()
  const first = ask().catch(() => 'failed')
  const second = ask().then(() => 'done')
  await end(false)
  expect(await first).toBe('failed')
  await end()
  expect(await second).toBe('done')
  expect(begun()).toBe(2)
})
