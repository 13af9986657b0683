/** A new database cluster in the data folder. */
import { chownSync, existsSync } from 'node:fs'
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { commandAs, type Account } from './server-account.ts'

/** Beside `folder`, and on the same disk, so that it can be given its name in one step. */
const unfinishedPrefix = (folder: string) => `${folder}.unfinished-`

/** Whoever made it may be writing into it still, or removing it as well: a folder that was filled again is tried again. */
const remove = (path: string) => rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })

const isThere = (folder: string) => existsSync(join(folder, 'PG_VERSION'))

/**
 * Makes a cluster, unless it is there. It gets its name as the last thing, so that a start cut short leaves nothing
 * that looks finished; of two starts at once one gives it the name, and the other finds it there.
 */
export async function initialise(
  folder: string,
  given: { initdb: string; user: string; password: string; account: Account | null },
): Promise<void> {
  if (isThere(folder)) return
  const { initdb, user, password, account } = given
  const unfinished = await mkdtemp(unfinishedPrefix(folder))
  const passwordFile = join(unfinished, 'password')
  try {
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (account) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid)
    await commandAs(account)(initdb, [
      `--pgdata=${join(unfinished, 'data')}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ])
    await rename(join(unfinished, 'data'), folder)
  } catch (error) {
    if (!isThere(folder)) throw error
  } finally {
    await remove(unfinished)
  }
}

/** Takes away what starts that were killed have left. Only for the one who holds the data folder. */
export async function removeUnfinished(folder: string): Promise<void> {
  const prefix = basename(unfinishedPrefix(folder))
  for (const name of await readdir(dirname(folder)))
    if (name.startsWith(prefix)) await remove(join(dirname(folder), name))
}
