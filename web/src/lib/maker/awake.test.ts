import { expect, test } from 'vitest'
import { awakeWhile } from './awake.ts'

class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible'
  see(state: DocumentVisibilityState): void {
    this.visibilityState = state
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

/** Counts how many lamps burn. */
function lamp({ gives = true } = {}) {
  const burning = { now: 0 }
  return {
    burning,
    async request(): Promise<WakeLockSentinel> {
      if (!gives) throw new DOMException('low battery', 'NotAllowedError')
      burning.now += 1
      const sentinel: Pick<WakeLockSentinel, 'release'> = {
        async release() {
          burning.now -= 1
        },
      }
      return Object.assign(new EventTarget(), sentinel, {
        released: false,
        type: 'screen' as const,
        onrelease: null,
      })
    },
  }
}

const later = () => new Promise<void>((resolve) => setTimeout(resolve))

test('the screen is lit while the work lasts, again after the page was away, and not after', async () => {
  const screen = lamp()
  const page = new Page()
  let finish: (answer: string) => void = () => undefined
  const answer = awakeWhile(() => new Promise<string>((resolve) => (finish = resolve)), screen, page)
  await later()
  expect(screen.burning.now).toBe(1)
  page.see('hidden')
  page.see('visible')
  await later()
  expect(screen.burning.now).toBe(1)
  finish('sent')
  expect(await answer).toBe('sent')
  page.see('visible')
  await later()
  expect(screen.burning.now).toBe(0)
})

test('work that fails puts it out as well, also when the lamp comes after that', async () => {
  const screen = lamp()
  await expect(awakeWhile(() => Promise.reject(new Error('no net')), screen, new Page())).rejects.toThrow(
    'no net',
  )
  await later()
  expect(screen.burning.now).toBe(0)
})

test('without a lamp, or with one that is not given, the work is done all the same', async () => {
  const work = () => Promise.resolve('sent')
  expect(await awakeWhile(work, null, new Page())).toBe('sent')
  expect(await awakeWhile(work, lamp({ gives: false }), new Page())).toBe('sent')
})
