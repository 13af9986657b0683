/** A store in a folder on disk: one file a key, written beside and then renamed, so that no half file has a key. */
import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { assertKey, NotStored, StoreFull, type Store, type Written } from './store.ts'

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : null

/** No room, quota, or file too big for the file system. */
const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].some((code) => code === codeOf(error))
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'

/** Every file in a folder and in those within it. What others take away meanwhile is passed over. */
async function* filesUnder(
  folder: string,
): AsyncGenerator<{ readonly path: string; readonly mtime: Date; readonly size: number }> {
  const entries = await opendir(folder).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (!entries) return
  for await (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesUnder(path)
    else if (entry.isFile()) {
      const found = await stat(path).catch((error: unknown) => {
        if (isMissing(error)) return null
        throw error
      })
      if (found) yield { path, mtime: found.mtime, size: found.size }
    }
  }
}

/** A `removeAll` at the same time may take the folder away between the two steps, and while it is made: once more, then. */
async function nameIt(temporary: string, path: string): Promise<void> {
  for (let triesLeft = 10; ; triesLeft--) {
    try {
      await mkdir(dirname(path), { recursive: true })
      await rename(temporary, path)
      return
    } catch (error) {
      if (!isMissing(error) || triesLeft === 0) throw error
    }
  }
}

/** A photo arrives in pieces of 64 KiB or less; asking the disk for each of them costs more than writing it. */
const writeAtOnceBytes = 1024 * 1024

export function folderStore(root: string): Store {
  /** Files on their way; the same file system as the rest, so that a rename is one step. */
  const unfinished = join(root, '.unfinished')

  function pathOf(key: string): string {
    assertKey(key)
    return join(root, ...key.split('/'))
  }

  async function writeTo(path: string, source: Readable | Uint8Array): Promise<Written> {
    const hash = createHash('sha256')
    let byteSize = 0
    let gathered: Uint8Array[] = []
    let gatheredBytes = 0
    const file = await open(path, 'wx', 0o600)
    const writeGathered = async () => {
      const [only] = gathered
      // What came whole is not copied once more.
      const bytes = gathered.length === 1 && only ? only : Buffer.concat(gathered)
      gathered = []
      gatheredBytes = 0
      await file.writeFile(bytes)
    }
    try {
      for await (const chunk of source instanceof Uint8Array ? [source] : source) {
        const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk))
        hash.update(bytes)
        byteSize += bytes.length
        gathered.push(bytes)
        gatheredBytes += bytes.length
        if (gatheredBytes >= writeAtOnceBytes) await writeGathered()
      }
      await writeGathered()
      // On disk before it has a name: after a power cut there is a whole file or none.
      await file.datasync()
    } finally {
      await file.close()
    }
    return { byteSize, sha256: hash.digest() }
  }

  const store: Store = {
    async write(key, source) {
      const path = pathOf(key)
      const temporary = join(unfinished, randomUUID())
      try {
        await mkdir(unfinished, { recursive: true })
        const written = await writeTo(temporary, source)
        await nameIt(temporary, path)
        return written
      } catch (error) {
        await rm(temporary, { force: true })
        throw isFull(error) ? new StoreFull(error) : error
      }
    },

    async read(key) {
      return readFile(pathOf(key)).catch((error: unknown) => {
        throw isMissing(error) ? new NotStored(key) : error
      })
    },

    async open(key) {
      const file = await open(pathOf(key)).catch((error: unknown) => {
        throw isMissing(error) ? new NotStored(key) : error
      })
      try {
        const { size } = await file.stat()
        return { stream: file.createReadStream(), byteSize: size }
      } catch (error) {
        await file.close()
        throw error
      }
    },

    async has(key) {
      return access(pathOf(key), constants.R_OK).then(
        () => true,
        () => false,
      )
    },

    async remove(key) {
      await rm(pathOf(key), { force: true })
    },

    async removeAll(prefix) {
      // Tried again where somebody writes into it meanwhile.
      await rm(pathOf(prefix), { recursive: true, force: true, maxRetries: 3 })
    },

    async *list(prefix) {
      for await (const { path, mtime, size } of filesUnder(pathOf(prefix)))
        yield { key: relative(root, path).split(sep).join('/'), writtenAt: mtime, byteSize: size }
    },

    async removeUnfinished(before) {
      for await (const { path, mtime } of filesUnder(unfinished))
        if (mtime < before) await rm(path, { force: true })
    },

    async check() {
      const key = `health/${randomUUID()}`
      await store.write(key, Buffer.from('well'))
      await store.read(key)
      await store.remove(key)
    },
  }
  return store
}
