/** The whole real house on a free port, with a database and a data folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import { readConfig } from '#api/config.ts'
import { startHouse } from '#api/house.ts'
import { folderStore } from '#storage/folder.ts'
import type { Store } from '#storage/store.ts'
import type { Deps } from '#api/deps.ts'
import { freshDatabaseUrl } from './database.ts'

export interface TestHouse {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  readonly dataDir: string
  readonly deps: Deps
  stop(): Promise<void>
}

/**
 * @param environment variables as in `.env.example`, over the defaults
 * @param given what hears all that the house says (left out, nothing does), and a store that breaks
 */
export async function openHouse(
  environment: Readonly<Record<string, string>> = {},
  given: { log?: Logger; breaking?: (store: Store) => Store } = {},
): Promise<TestHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), 'faellesvaerk-house-'))
  const { url, drop } = await freshDatabaseUrl()
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    DATABASE_URL: url,
    DEMO: 'no',
    ...environment,
  })
  const house = await startHouse(config, {
    log: given.log ?? pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    ...(given.breaking && { storage: given.breaking(folderStore(join(dataDir, 'files'))) }),
  })
  return {
    origin: house.origin,
    dataDir,
    deps: house.deps,
    async stop() {
      await house.stop()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The keys of all that is stored under these prefixes. */
export async function storedKeys(
  { deps }: Pick<TestHouse, 'deps'>,
  ...prefixes: string[]
): Promise<string[]> {
  const keys: string[] = []
  for (const prefix of prefixes) for await (const { key } of deps.storage.list(prefix)) keys.push(key)
  return keys
}
