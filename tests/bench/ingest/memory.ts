/** How much memory a program and all the processes that it started hold, by proc(5): Linux only. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { setInterval } from 'node:timers'
import { Missing } from '../benchmark.ts'

/** Often, for a peak is short. It costs what it looks at dearly: nothing else is to be measured meanwhile. */
const sampleEveryMs = 50

interface Process {
  readonly pid: number
  readonly parent: number
  readonly name: string
  readonly command: string
}

async function processes(): Promise<Process[]> {
  const found = await Promise.all(
    (await readdir('/proc')).filter(Number).map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
      if (stat === null) return []
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return [
        {
          pid: Number(pid),
          parent: Number(parent),
          name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
          command,
        },
      ]
    }),
  )
  return found.flat()
}

/** What is shared by several processes is counted in parts (`Pss`), so that the sum is true. */
async function proportionalBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024
}

/** PostgreSQL is another program, with a memory of its own. */
const isDatabase = ({ name }: Process) => name.startsWith('postgres')

/**
 * What each process holds, in bytes. One that is about to become another program (vfork(2)) is its parent still, memory
 * and all, and is not counted twice.
 */
async function memoryBelow(root: number): Promise<number[]> {
  const all = (await processes()).filter((process) => !isDatabase(process))
  const family = new Set([root])
  for (let size = 0; size < family.size;) {
    size = family.size
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid)
  }
  const commands = new Map(all.map(({ pid, command }) => [pid, command]))
  const itself = all.filter(
    ({ pid, parent, command }) => family.has(pid) && (pid === root || command !== commands.get(parent)),
  )
  return Promise.all(itself.map(({ pid }) => proportionalBytes(pid)))
}

const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0)

/**
 * Looks until it is stopped, which gives what each process held when all together held most, in bytes.
 * @throws {Missing} where there is no proc(5)
 */
export function watchMemory(root: number): () => Promise<readonly number[]> {
  if (!existsSync('/proc/self/smaps_rollup'))
    throw new Missing('The benchmark reads memory from /proc, which only Linux has.')
  let peak: readonly number[] = []
  let looking = Promise.resolve()
  const look = async () => {
    const parts = await memoryBelow(root)
    if (total(parts) > total(peak)) peak = parts
  }
  const timer = setInterval(() => {
    looking = looking.then(look)
  }, sampleEveryMs)
  return async () => {
    clearInterval(timer)
    await looking
    return peak
  }
}
