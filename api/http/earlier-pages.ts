/**
 * The files of pages that were built earlier. A page stays open for days on a phone that was put away, and asks for a
 * part of itself only when a step needs it; after a new version came, that part must still be there.
 *
 * Each start puts a copy of what it serves into the data folder, also where the program itself is thrown away and
 * unpacked anew. A file that no build holds any more is served for thirty days after the last start that had it.
 */
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import express, { type RequestHandler } from 'express'
import { z } from 'zod'
import { codeOf } from '../cannot-start.ts'

const keptMs = 30 * 24 * 60 * 60_000

/** What makes a page work and look right. Letters are left out: they are large, change once in years, and others stand in. */
const isKept = (file: string): boolean => /\.(js|css|svg)$/.test(file)

/** By its path: null while a build has it, else when that ended. */
const Ledger = z.record(z.string(), z.iso.datetime().nullable())
type Ledger = z.infer<typeof Ledger>

/**
 * @param built the built files whose names hold their hash, `_app/immutable`
 * @param kept a folder of its own
 * @returns answers for files of earlier builds, and for those alone
 */
export async function earlierPages(built: string, kept: string, now: Date): Promise<RequestHandler> {
  await mkdir(kept, { recursive: true })
  const ledgerFile = join(kept, 'ledger.json')
  const files = join(kept, 'files')
  const before = await readLedger(ledgerFile)
  const current = (await readdir(built, { recursive: true })).filter(isKept)

  const after: Ledger = Object.fromEntries(current.map((file) => [file, null]))
  for (const [file, endedAt] of Object.entries(before)) {
    if (file in after) continue
    if (endedAt !== null && now.getTime() - Date.parse(endedAt) > keptMs)
      await rm(join(files, file), { force: true })
    else after[file] = endedAt ?? now.toISOString()
  }
  for (const file of current) {
    if (file in before) continue
    await mkdir(dirname(join(files, file)), { recursive: true })
    await copyFile(join(built, file), join(files, file))
  }
  // Several processes may start at once: none of them reads half a ledger.
  const own = `${ledgerFile}.${randomUUID()}`
  await writeFile(own, JSON.stringify(after))
  await rename(own, ledgerFile)

  const serve = express.static(files, { immutable: true, maxAge: '1y', index: false, redirect: false })
  return (request, response, next) => {
    // What this build has it serves itself, packed.
    if (after[request.path.slice(1)]) serve(request, response, next)
    else next()
  }
}

/** One that cannot be read is as good as none: then only what comes from now on is known. */
async function readLedger(path: string): Promise<Ledger> {
  try {
    return Ledger.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || codeOf(error) === 'ENOENT') return {}
    throw error
  }
}
