/**
 * Loaded into the program before its own first line (`--import`): stops it at one of the places below when a test has
 * put a file of that name into the folder `STOPS`, or lets it find no room there. The program knows nothing of it.
 */
import childProcess from 'node:child_process'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import files, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const folder = process.env['STOPS'] ?? ''
const store = join(process.env['DATA_DIR'] ?? '', 'files')

const isHold = (place: string) => readIfThere(join(folder, place)) === 'hold'
const isFull = (place: string) => readIfThere(join(folder, place)) === 'full'

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** What the kernel says when a disk is full. */
function findNoRoom(place: string): void {
  if (!isFull(place)) return
  writeFileSync(join(folder, `${place}.reached`), '')
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 })
}

/** Waits here until the test lets go; whoever comes after goes by, unless `of` says that it belongs to the same. */
async function hold(place: string, of = ''): Promise<void> {
  const reached = join(folder, `${place}.reached`)
  if (isHold(place)) {
    writeFileSync(`${reached}.unfinished`, of)
    renameSync(`${reached}.unfinished`, reached)
    renameSync(join(folder, place), `${reached}.armed`)
  } else if (of === '' || readIfThere(reached) !== of) return
  while (existsSync(reached)) await wait(20)
}

const partOf = (path: unknown, prefix: string): path is string =>
  typeof path === 'string' && path.startsWith(join(store, prefix, '/'))

const { open, rename, rm, readFile } = files

/** Half of the bytes reach the disk, and then it stops. */
function writingHalf(handle: FileHandle): FileHandle {
  const writeFile = handle.writeFile.bind(handle)
  handle.writeFile = async (data, options) => {
    if (data instanceof Uint8Array && (isHold('half-written') || isFull('half-written'))) {
      await writeFile(data.subarray(0, data.length / 2), options)
      findNoRoom('half-written')
      await hold('half-written')
      await writeFile(data.subarray(data.length / 2), options)
      return
    }
    await writeFile(data, options)
  }
  return handle
}

let renditionsNamed = 0

Object.assign(files, {
  open: async (...given: Parameters<typeof open>) => {
    if (given[1] === undefined && partOf(given[0], 'parts') && basename(given[0]) !== '0')
      await hold('joining')
    const handle = await open(...given)
    return given[1] === 'wx' ? writingHalf(handle) : handle
  },
  rename: async (...given: Parameters<typeof rename>) => {
    if (partOf(given[1], 'incoming')) findNoRoom('stored')
    // The third and all that follow it.
    if (partOf(given[1], 'pieces')) {
      const piece = dirname(given[1])
      if (!isHold('renditions')) renditionsNamed = 0
      if (!isHold('renditions') || ++renditionsNamed > 2) await hold('renditions', piece)
    }
    await rename(...given)
    if (partOf(given[1], 'incoming')) await hold('stored')
  },
  rm: async (...given: Parameters<typeof rm>) => {
    if (partOf(given[0], 'parts')) await hold('answering')
    if (partOf(given[0], 'incoming')) await hold('original')
    await rm(...given)
  },
  readFile: async (...given: Parameters<typeof readFile>) => {
    if (partOf(given[0], 'incoming')) await hold('fetched')
    return readFile(...given)
  },
})

/** The processes of the workshop stop by the file beside this one. They know no variable of ours, so they are told. */
const { fork } = childProcess
Object.assign(childProcess, {
  fork(module: string | URL, options: childProcess.ForkOptions) {
    const inBench = new URL('./in-bench.ts', import.meta.url).href
    return fork(module, {
      ...options,
      execArgv: [...(options.execArgv ?? []), `--import=${inBench}`],
      env: { ...options.env, STOPS: folder },
    })
  },
})

syncBuiltinESMExports()
