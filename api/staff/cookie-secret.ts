import { randomBytes, randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What signs staff's session cookies: made once and kept in the data folder. Processes that serve one house share
 * that folder. Of several that start at once, the first to give its secret the name has made it for all; written
 * beside and then linked, so that no other ever reads half of one.
 */
export async function cookieSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'cookie-secret')
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null) return kept.trim()
  const own = join(dataDir, `cookie-secret.${randomUUID()}`)
  await writeFile(own, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    await link(own, path).catch((error: unknown) => {
      if (!isTaken(error)) throw error
    })
  } finally {
    await rm(own, { force: true })
  }
  return (await readFile(path, 'utf8')).trim()
}

const isTaken = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST'
