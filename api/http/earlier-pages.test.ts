import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { earlierPages } from './earlier-pages.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faellesvaerk-earlier-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const day = (count: number): Date => new Date(Date.UTC(2026, 0, 1 + count))

/** A start of the house with a build of these files. @returns what a page gets that asks for one of them */
async function start(names: readonly string[], now: Date): Promise<(name: string) => Promise<string | null>> {
  const built = join(folder, 'built')
  await rm(built, { recursive: true, force: true })
  await mkdir(join(built, 'chunks'), { recursive: true })
  for (const name of names) await writeFile(join(built, name), `what is in ${name}`)
  const app = express()
  app.use('/_app/immutable', await earlierPages(built, join(folder, 'kept'), now))
  app.use((_request, response) => void response.sendStatus(404))
  return async (name) => {
    const server = createServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const answer = await fetch(`http://127.0.0.1:${address.port}/_app/immutable/${name}`)
    const text = await answer.text()
    server.close()
    return answer.ok ? text : null
  }
}

test('a part of an earlier build is there for thirty days after the last start that had it', async () => {
  await start(['chunks/old.js', 'chunks/same.js'], day(0))
  // The house ran for a hundred days; only then the old part is no longer of the build.
  const ask = await start(['chunks/new.js', 'chunks/same.js'], day(100))
  expect(await ask('chunks/old.js')).toBe('what is in chunks/old.js')
  expect(await (await start(['chunks/newer.js'], day(129)))('chunks/old.js')).not.toBeNull()
  const later = await start(['chunks/newer.js'], day(131))
  expect(await later('chunks/old.js')).toBeNull()
  expect(await later('chunks/same.js')).not.toBeNull()
})

test('what the build has is left to the build, which serves it packed', async () => {
  const ask = await start(['chunks/new.js'], day(0))
  expect(await ask('chunks/new.js')).toBeNull()
})

test('a build that comes back begins its thirty days anew', async () => {
  await start(['chunks/one.js'], day(0))
  await start(['chunks/two.js'], day(10))
  await start(['chunks/one.js'], day(20))
  const ask = await start(['chunks/two.js'], day(45))
  expect(await ask('chunks/one.js')).not.toBeNull()
})

test('letters are not kept, and nothing outside of what was built is given', async () => {
  await start(['letters.woff2', 'chunks/old.js'], day(0))
  const ask = await start([], day(1))
  expect(await ask('letters.woff2')).toBeNull()
  expect(await ask('../ledger.json')).toBeNull()
  expect(await ask('ledger.json')).toBeNull()
})

test('a ledger that was damaged does not keep the house from starting', async () => {
  await start(['chunks/old.js'], day(0))
  await writeFile(join(folder, 'kept/ledger.json'), '{"chunks/ol')
  await start(['chunks/new.js'], day(1))
  expect(await (await start([], day(2)))('chunks/new.js')).not.toBeNull()
})
