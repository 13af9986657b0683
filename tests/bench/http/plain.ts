/** Starts the plain server beside the house, on the same PostgreSQL and the same disk. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'

/** A database of its own on the house's PostgreSQL, so that both have the same server with the same settings. */
async function makeDatabase(houseUrl: string, answers: ReadonlyMap<string, Buffer>): Promise<string> {
  const admin = new pg.Client({ connectionString: houseUrl })
  await admin.connect()
  await admin.query('drop database if exists plain')
  await admin.query('create database plain')
  await admin.end()
  const url = new URL(houseUrl)
  url.pathname = '/plain'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query('create table answer (name text primary key, body bytea not null)')
  await client.query('create table arrived (id uuid primary key, body bytea not null)')
  for (const [name, body] of answers) await client.query('insert into answer values ($1, $2)', [name, body])
  await client.query('vacuum analyze')
  await client.end()
  return url.href
}

/** @param answers what it answers, by name */
export async function startPlain(
  houseUrl: string,
  folder: string,
  answers: ReadonlyMap<string, Buffer>,
): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  await mkdir(folder, { recursive: true })
  for (const [name, body] of answers) await writeFile(join(folder, name), body)
  const databaseUrl = await makeDatabase(houseUrl, answers)
  const child = fork(new URL('./plain-server.ts', import.meta.url), [databaseUrl, folder])
  const [port] = z
    .tuple([z.int()])
    .rest(z.unknown())
    .parse(await once(child, 'message'))
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
