import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cookieSecret } from './cookie-secret.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'faellesvaerk-secret-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('many who ask at once get one secret, whole; whoever asks later gets the same', async () => {
  const asked = await Promise.all(Array.from({ length: 40 }, () => cookieSecret(dataDir)))
  expect(new Set([...asked, await cookieSecret(dataDir)]).size).toBe(1)
  expect(asked[0]).toMatch(/^[\w-]{43}$/)
})

test('it is the only thing kept, and for its owner alone', async () => {
  await Promise.all([cookieSecret(dataDir), cookieSecret(dataDir)])
  expect(await readdir(dataDir)).toEqual(['cookie-secret'])
  expect((await stat(join(dataDir, 'cookie-secret'))).mode & 0o777).toBe(0o600)
})
