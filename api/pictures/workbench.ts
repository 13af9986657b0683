/**
 * One bench of the workshop, in a process of its own: a picture's source in, the prepared picture out, one after the
 * other. Started and ended by workshop.ts; nothing that a decoder does here reaches further than this process.
 */
import { writeFileSync } from 'node:fs'
import { setInterval } from 'node:timers'
import { inspect } from 'node:util'
import type { PictureLimits } from './limits.ts'
import { preparePicture, type PictureSource, type PreparedPicture } from './prepare.ts'
import { PictureUnreadable, type UnreadableReason } from './unreadable.ts'

export interface Task {
  readonly source: PictureSource
  readonly limits: PictureLimits
}

/** `failure` is a fault of ours: the same picture may succeed another time. */
export type Result =
  | { readonly prepared: PreparedPicture }
  | { readonly reason: UnreadableReason; readonly detail: string }
  | { readonly failure: string }

/** Decoders run beside the event loop, so it can watch them. */
const lookEveryMs = 25

async function work({ source, limits }: Task): Promise<Result> {
  let tellOverrun = (_: Result) => {}
  const overrun = new Promise<Result>((resolve) => (tellOverrun = resolve))
  const before = process.cpuUsage()
  const watch = setInterval(() => {
    const rss = process.memoryUsage.rss()
    if (rss > limits.memoryMaxBytes) tellOverrun({ reason: 'too-much-memory', detail: `${rss} bytes` })
    const { user, system } = process.cpuUsage(before)
    const seconds = (user + system) / 1e6
    if (seconds > limits.secondsMax)
      tellOverrun({ reason: 'too-slow', detail: `${seconds} s of a processor` })
  }, lookEveryMs)
  const done = preparePicture(source, limits).then(
    (prepared): Result => ({ prepared }),
    (error: unknown): Result =>
      error instanceof PictureUnreadable
        ? { reason: error.reason, detail: inspect(error.cause) }
        : { failure: String(error) },
  )
  return Promise.race([done, overrun]).finally(() => clearInterval(watch))
}

function isTask(message: unknown): message is Task {
  return typeof message === 'object' && message !== null && 'source' in message && 'limits' in message
}

/** Where the kernel must end somebody for want of memory (Linux, proc(5)), it is us and not the house. */
function offerOurselvesFirst(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '900')
  } catch {
    // Another system, or not allowed: then the limits above are all there is.
  }
}

offerOurselvesFirst()
process.on('disconnect', () => process.exit())
process.on('message', (message) => {
  if (isTask(message))
    void work(message).then((result) => {
      process.send?.(result)
      // V8 does not see how much a picture weighs. Nobody waits for this moment.
      globalThis.gc?.()
    })
})
