/** A picture that kills whoever opens it: tried so often and no more, then set aside, and the others come through. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listInbox } from '#core/contract/inbox.ts'
import { openHouse, type TestHouse } from '#tests/support/house.ts'
import { sendPiece, untilPrepared } from '#tests/support/maker.ts'
import { makeArtwork, makeCurator } from '#tests/support/staff.ts'

const dyingWorker = fileURLToPath(new URL('../support/dying-worker.ts', import.meta.url))

let house: TestHouse
beforeAll(async () => {
  house = await openHouse({ ROLE: 'web' })
})
afterAll(() => house.stop())

/** Keeps a worker running, as whatever runs the house does: a killed one is followed by the next. */
function keepWorking(databaseUrl: string) {
  let deaths = 0
  const start = () => {
    const environment = { ROLE: 'worker', PORT: '0', HOST: '127.0.0.1', DEMO: 'no' }
    const child = spawn(process.execPath, [dyingWorker], {
      env: { ...process.env, ...environment, DATA_DIR: house.dataDir, DATABASE_URL: databaseUrl },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.once('exit', (_code, signal) => {
      if (signal !== 'SIGKILL') return
      deaths++
      worker = start()
    })
    return child
  }
  let worker = start()
  return {
    deaths: () => deaths,
    async stop() {
      const ended = once(worker, 'exit')
      worker.kill('SIGTERM')
      await ended
    },
  }
}

test('a picture that kills its worker each time is set aside with its reason, and curators see it', async () => {
  const curator = await makeCurator(house)
  const { slug, houseCode } = await makeArtwork(curator)
  const photo = await readFile(new URL('../fixtures/apple.png', import.meta.url))
  const send = (content: Buffer) => sendPiece(house.origin, { slug, house: houseCode, content })
  const poison = await send(Buffer.concat([photo, Buffer.from('poison')]))
  const others = [await send(photo), await send(photo), await send(photo)]
  // Two tries for the one, and death is noticed sooner, so that the test need not wait for them all.
  await sql`
    update pgboss.job set heartbeat_seconds = 1, retry_limit = case when data->>'pieceId' = ${poison.id} then 1 else 5 end
    where name = 'prepare-piece'`.execute(house.deps.db)
  const work = keepWorking(house.deps.config.databaseUrl ?? '')
  try {
    expect((await untilPrepared(house.origin, poison)).preparation).toBe('unreadable')
    for (const other of others) expect((await untilPrepared(house.origin, other)).preparation).toBe('ready')
    expect(work.deaths()).toBe(2)
  } finally {
    await work.stop()
  }
  const inbox = await curator.call(listInbox, { params: { slug } })
  expect(inbox.find(({ id }) => id === poison.id)).toMatchObject({
    preparation: 'unreadable',
    preparationFailure: 'given-up',
  })
})
