/** What every store must do. Each backend's test hands its own to this suite. */
import { createHash, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { NotStored, type Store } from './store.ts'

export function conformsToStore(makeStore: () => Promise<Store>): void {
  const keysOf = async (store: Store, prefix: string) => {
    const keys: string[] = []
    for await (const { key } of store.list(prefix)) keys.push(key)
    return keys.sort()
  }

  test('what is written can be read back, whole or as a stream', async () => {
    const store = await makeStore()
    const bytes = randomBytes(3_500_000)
    const chunks = function* () {
      for (let from = 0; from < bytes.length; from += 65_501) yield bytes.subarray(from, from + 65_501)
    }
    const written = await store.write('pieces/a/master', Readable.from(chunks()))
    expect(written).toEqual({ byteSize: 3_500_000, sha256: createHash('sha256').update(bytes).digest() })
    expect(bytes.equals(await store.read('pieces/a/master'))).toBe(true)
    const { stream, byteSize } = await store.open('pieces/a/master')
    expect(byteSize).toBe(3_500_000)
    expect(bytes.equals(await buffer(stream))).toBe(true)
  })

  test('writing again replaces what was there', async () => {
    const store = await makeStore()
    await store.write('a/b', Buffer.from('first'))
    await store.write('a/b', Buffer.from('second'))
    expect((await store.read('a/b')).toString()).toBe('second')
  })

  test('a source that breaks leaves nothing, and what was there before stays', async () => {
    const store = await makeStore()
    await store.write('a/old', Buffer.from('old'))
    const breaking = () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('half')
          await Promise.resolve()
          throw new Error('cut')
        })(),
      )
    await expect(store.write('a/new', breaking())).rejects.toThrow('cut')
    await expect(store.write('a/old', breaking())).rejects.toThrow('cut')
    expect(await store.has('a/new')).toBe(false)
    expect((await store.read('a/old')).toString()).toBe('old')
  })

  test('what is not there is said to be not there', async () => {
    const store = await makeStore()
    await expect(store.read('no/such')).rejects.toThrow(NotStored)
    await expect(store.open('no/such')).rejects.toThrow(NotStored)
    expect(await store.has('no/such')).toBe(false)
    await store.remove('no/such')
    await store.removeAll('no')
    expect(await keysOf(store, 'no')).toEqual([])
  })

  test('a prefix lists and removes its own keys only', async () => {
    const store = await makeStore()
    for (const key of ['pieces/one/32', 'pieces/one/64', 'pieces/one-more/32'])
      await store.write(key, Buffer.from(key))
    expect(await keysOf(store, 'pieces/one')).toEqual(['pieces/one/32', 'pieces/one/64'])
    await store.removeAll('pieces/one')
    expect(await keysOf(store, 'pieces')).toEqual(['pieces/one-more/32'])
    await store.remove('pieces/one-more/32')
    expect(await keysOf(store, 'pieces')).toEqual([])
  })

  test('a list says how large each one is and when it was written', async () => {
    const store = await makeStore()
    const begun = new Date(Date.now() - 60_000)
    await store.write('parts/a/0', Buffer.alloc(7))
    await store.write('parts/a/7', Buffer.alloc(0))
    const listed: [string, number][] = []
    for await (const { key, byteSize, writtenAt } of store.list('parts')) {
      listed.push([key, byteSize])
      expect(writtenAt.getTime()).toBeGreaterThan(begun.getTime())
    }
    expect(listed.sort()).toEqual([
      ['parts/a/0', 7],
      ['parts/a/7', 0],
    ])
  })

  test('written under a prefix while all of it is removed, each time it is there whole or not at all', async () => {
    const store = await makeStore()
    for (let round = 0; round < 40; round++) {
      const [write] = await Promise.all([
        store.write(`parts/a/${round}`, Buffer.from('part')),
        store.removeAll('parts/a'),
      ])
      expect(write.byteSize).toBe(4)
      for (const key of await keysOf(store, 'parts/a'))
        expect((await store.read(key)).toString()).toBe('part')
    }
    await store.removeAll('parts/a')
    expect(await keysOf(store, 'parts')).toEqual([])
  })

  test.each(['../outside', '/absolute', 'a/../b', 'a//b', '.hidden', 'a/.b', '', 'ø', 'a\0b', 'A'])(
    'the key %j is refused',
    async (key) => {
      const store = await makeStore()
      await expect(store.write(key, Buffer.from('x'))).rejects.toThrow(TypeError)
      await expect(store.read(key)).rejects.toThrow(TypeError)
    },
  )

  test('what others take away while it is listed is passed over', async () => {
    const store = await makeStore()
    const keys = ['a/one', 'b/two', 'c/three'].map((key) => `pieces/${key}`)
    for (const key of keys) await store.write(key, Buffer.from(key))
    const seen: string[] = []
    for await (const { key } of store.list('pieces')) {
      seen.push(key)
      for (const prefix of ['pieces/a', 'pieces/b', 'pieces/c']) await store.removeAll(prefix)
    }
    expect(seen).toHaveLength(1)
  })

  test('writes that are under way are left alone, and what is written stays', async () => {
    const store = await makeStore()
    await store.write('a/whole', Buffer.from('whole'))
    const hand = new PassThrough()
    const writing = store.write('a/slow', hand)
    hand.write('slow')
    await store.removeUnfinished(new Date(Date.now() - 60_000))
    hand.end()
    await writing
    expect((await store.read('a/slow')).toString()).toBe('slow')
    await store.removeUnfinished(new Date(Date.now() + 60_000))
    expect(await keysOf(store, 'a')).toEqual(['a/slow', 'a/whole'])
  })

  test('it can tell that it is well', async () => {
    const store = await makeStore()
    await store.check()
    expect(await keysOf(store, 'health')).toEqual([])
  })
}
