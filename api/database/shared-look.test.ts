import { expect, test } from 'vitest'
import { shareLooks } from './shared-look.ts'

/** Looks that end when the test says so. */
function heldLooks() {
  const held: { key: string; end: PromiseWithResolvers<string> }[] = []
  const ask = shareLooks((key) => {
    const end = Promise.withResolvers<string>()
    held.push({ key, end })
    return end.promise
  })
  return { held, ask }
}

test('all who ask while a look is under way share the next one, which begins after they asked', async () => {
  const { held, ask } = heldLooks()
  const first = ask('a')
  const late = [ask('a'), ask('a'), ask('a')]
  expect(held).toHaveLength(1)
  held[0]?.end.resolve('before')
  expect(await first).toBe('before')
  await Promise.resolve()
  expect(held).toHaveLength(2)
  held[1]?.end.resolve('after')
  expect(await Promise.all(late)).toEqual(['after', 'after', 'after'])
  expect(held).toHaveLength(2)
})

test('who asks when nobody is looking gets a look of their own', async () => {
  const { held, ask } = heldLooks()
  for (const answer of ['one', 'two']) {
    const asked = ask('a')
    held.at(-1)?.end.resolve(answer)
    expect(await asked).toBe(answer)
  }
  expect(held).toHaveLength(2)
})

test('other keys are looked for beside it', () => {
  const { held, ask } = heldLooks()
  void ask('a')
  void ask('b')
  expect(held.map(({ key }) => key)).toEqual(['a', 'b'])
})

test('a look that fails fails only for those it was for', async () => {
  const { held, ask } = heldLooks()
  const first = ask('a')
  const second = ask('a')
  held[0]?.end.reject(new Error('the database is away'))
  await expect(first).rejects.toThrow('away')
  await Promise.resolve()
  held[1]?.end.resolve('back')
  expect(await second).toBe('back')
})
