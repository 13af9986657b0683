/**
 * Where pictures are prepared: processes apart from the house, which can be ended at any moment. A bomb, a decoder that
 * crashes or one that never ends costs that one picture; the house goes on and its memory is its own.
 *
 *     jobs ──▶ workshop ──▶ bench (process) ─ decode, scale, encode ─▶ bytes
 *                  └──────▶ bench (process) …            too long, too much: SIGKILL
 */
import { fork, type ChildProcess } from 'node:child_process'
import pLimit from 'p-limit'
import { pictureLimits, type PictureLimits } from './limits.ts'
import type { PictureSource, PreparedPicture } from './prepare.ts'
import { PictureUnreadable } from './unreadable.ts'
import type { Result, Task } from './workbench.ts'

export interface Workshop {
  /**
   * `preparePicture`, apart. Only so many run at once; the next ones wait for a bench.
   * @throws {PictureUnreadable} for a reason in the picture, `too-slow` and `too-much-memory` among them
   * @throws {BenchLost} when its process went away by itself or does not answer; another try may succeed
   */
  prepare(source: PictureSource): Promise<PreparedPicture>
  /** Ends every process, whatever it is at. */
  stop(): Promise<void>
}

export class BenchLost extends Error {
  constructor(how: string) {
    super(`the process that prepared the picture ended: ${how}`)
    this.name = 'BenchLost'
  }
}

export interface WorkshopLimits extends PictureLimits {
  readonly atOnce: number
  /** How long a bench without work is kept; then its memory is given back. */
  readonly idleSeconds: number
}

export const workshopLimits: WorkshopLimits = { ...pictureLimits, atOnce: 2, idleSeconds: 20 }

/** What leaks in a decoder, if anything does, ends here. */
const picturesMax = 200

interface Bench {
  readonly process: ChildProcess
  pictures: number
}

/**
 * glibc (mallopt(3)) otherwise keeps what was freed, in a heap for each thread, and does so for ever larger pieces; what
 * is as large as a row of pixels is given back at once instead. So each picture comes into memory that is new to the
 * system, which hands it out page by page: by pages of 2 MB, where the system has them, half as many pictures again are
 * prepared in the same time.
 */
export const tightMemory = {
  MALLOC_ARENA_MAX: '1',
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
  MALLOC_MMAP_THRESHOLD_: '262144',
  MALLOC_TRIM_THRESHOLD_: '262144',
}

/**
 * V8 takes a picture's bytes, which lie outside its heap, for a heap that grows, and would look through all of it three
 * times for each picture. It has room for them (in MiB), and is told when a picture is done (workbench.ts).
 */
const thriftyHeap = [
  '--expose-gc',
  '--max-semi-space-size=1',
  '--external-memory-accounted-in-global-limit',
  '--initial-old-space-size=192',
]

const program = new URL('./workbench.ts', import.meta.url)

export function openWorkshop(limits: WorkshopLimits = workshopLimits): Workshop {
  const idle = new Map<Bench, NodeJS.Timeout>()
  const all = new Set<Bench>()
  const whenFree = pLimit(limits.atOnce)

  function startBench(): Bench {
    const child = fork(program, {
      // Pixels and bytes travel as they are, not as JSON.
      serialization: 'advanced',
      // No secret of the house is at hand there.
      env: tightMemory,
      execArgv: thriftyHeap,
      // What a decoder has to say to a console is for nobody.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // `ask` hears of it as well, and says so.
    child.on('error', () => all.delete(bench))
    const bench: Bench = { process: child, pictures: 0 }
    all.add(bench)
    child.once('exit', () => {
      all.delete(bench)
      clearTimeout(idle.get(bench))
      idle.delete(bench)
    })
    return bench
  }

  function takeBench(): Bench {
    for (const [bench, timer] of idle) {
      clearTimeout(timer)
      idle.delete(bench)
      if (bench.process.connected) return bench
    }
    return startBench()
  }

  function giveBack(bench: Bench): void {
    if (bench.pictures >= picturesMax) end(bench)
    else idle.set(bench, setTimeout(() => end(bench), limits.idleSeconds * 1000).unref())
  }

  return {
    prepare: (source) =>
      whenFree(async () => {
        const bench = takeBench()
        bench.pictures++
        try {
          const { pixelsMax, secondsMax, clockSecondsMax, memoryMaxBytes } = limits
          const task = { source, limits: { pixelsMax, secondsMax, clockSecondsMax, memoryMaxBytes } }
          const prepared = await ask(bench, task)
          giveBack(bench)
          tidy()
          return prepared
        } catch (error) {
          // It may still be at it, or be left in a state that nobody knows.
          end(bench)
          throw error
        }
      }),

    async stop() {
      const ended = [...all].map(({ process }) => new Promise((resolve) => process.once('exit', resolve)))
      for (const bench of all) end(bench)
      await Promise.all(ended)
    },
  }
}

/**
 * A picture comes back through buffers that die at once and lie outside V8's heap. Mostly V8 takes them away in time; now
 * and then, where little else happens, several hundred megabytes of them gather. Then it is told (api/commands/start.mjs).
 * What is really in use, the pictures of an edition that is drawn for instance, is none of them.
 */
const deadMaxBytes = 48_000_000
let inUseBytes = Infinity

function tidy(): void {
  const held = () => process.memoryUsage().external
  inUseBytes = Math.min(inUseBytes, held())
  if (!globalThis.gc || held() - inUseBytes <= deadMaxBytes) return
  globalThis.gc()
  inUseBytes = held()
}

function end({ process }: Bench): void {
  process.kill('SIGKILL')
}

function isResult(message: unknown): message is Result {
  return (
    typeof message === 'object' &&
    message !== null &&
    ('prepared' in message || 'reason' in message || 'failure' in message)
  )
}

async function ask({ process }: Bench, task: Task): Promise<PreparedPicture> {
  const hearing = new AbortController()
  const result = await new Promise<Result>((resolve, reject) => {
    const onMessage = (message: unknown) => {
      if (isResult(message)) resolve(message)
    }
    const onExit = (code: number | null, signal: string | null) =>
      reject(new BenchLost(signal ?? `code ${code ?? 'unknown'}`))
    const onError = (error: Error) => reject(new BenchLost(error.message))
    const { clockSecondsMax } = task.limits
    const alarm = setTimeout(
      () => reject(new BenchLost(`no answer in ${clockSecondsMax} s`)),
      clockSecondsMax * 1000,
    )
    process.on('message', onMessage).on('exit', onExit).on('error', onError)
    hearing.signal.addEventListener('abort', () => {
      clearTimeout(alarm)
      process.off('message', onMessage).off('exit', onExit).off('error', onError)
    })
    process.send(task, (error) => {
      if (error) onError(error)
    })
  }).finally(() => hearing.abort())
  if ('prepared' in result) return result.prepared
  if ('reason' in result) throw new PictureUnreadable(result.reason, { cause: result.detail })
  throw new Error(`a picture could not be prepared: ${result.failure}`)
}
