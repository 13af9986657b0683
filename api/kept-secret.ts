import { randomBytes, randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { codeOf } from './cannot-start.ts'

/**
 * A secret that is made once and kept in a file, readable by its owner alone. Of several processes that ask at once,
 * the first to give its secret the name has made it for all; written beside and then linked, so that no other ever
 * reads half of one.
 */
export async function keptSecret(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null) return kept.trim()
  const own = `${path}.${randomUUID()}`
  await writeFile(own, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    await link(own, path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
  } finally {
    await rm(own, { force: true })
  }
  return (await readFile(path, 'utf8')).trim()
}
