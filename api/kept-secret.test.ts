import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keptSecret } from './kept-secret.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'faellesvaerk-secret-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('many who ask while it is being made get one secret, whole', async () => {
  for (let round = 0; round < 20; round++) {
    const folder = await mkdtemp(join(dataDir, 'round-'))
    const asking: Promise<string>[] = []
    // Not all in the same step: some come when another is half way.
    for (let caller = 0; caller < 20; caller++) {
      asking.push(keptSecret(join(folder, 'secret')))
      await nextTurn()
    }
    const asked = await Promise.all(asking)
    expect(new Set([...asked, await keptSecret(join(folder, 'secret'))]).size).toBe(1)
    expect(asked[0]).toMatch(/^[\w-]{43}$/)
  }
})

test('it is the only thing kept, and for its owner alone', async () => {
  await Promise.all([keptSecret(join(dataDir, 'secret')), keptSecret(join(dataDir, 'secret'))])
  expect(await readdir(dataDir)).toEqual(['secret'])
  expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600)
})
