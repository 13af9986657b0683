/** Tells where this window is: the newest only, one at a time, not too often, and now and then that it is still there. */
import type { OwnPresence } from '#core/contract/presence.ts'

const everyMs = 100
const aliveMs = 20_000

export interface Reporter {
  report(own: OwnPresence): void
  close(): void
}

/** @param send may fail: presence is a courtesy, and what is wrong with the line is said elsewhere */
export function openReporter(send: (own: OwnPresence) => Promise<unknown>): Reporter {
  let latest: OwnPresence | undefined
  let isNew = false
  let isSending = false
  let pause: ReturnType<typeof setTimeout> | undefined

  function pump(): void {
    if (!latest || !isNew || isSending || pause !== undefined) return
    isNew = false
    isSending = true
    const rest = () => {
      isSending = false
      pause = setTimeout(() => {
        pause = undefined
        pump()
      }, everyMs)
    }
    send(latest).then(rest, rest)
  }

  function again(): void {
    isNew = true
    pump()
  }

  const alive = setInterval(again, aliveMs)
  return {
    report(own) {
      latest = own
      again()
    },
    close() {
      clearInterval(alive)
      clearTimeout(pause)
      latest = undefined
    },
  }
}
