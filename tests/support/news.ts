/** What one who follows a composition is told, as it comes. */
import { followComposition } from '#core/contract/composition.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import type { TestCurator } from './staff.ts'

export interface Told {
  readonly event: string
  readonly data: unknown
}

export interface Line {
  /** The next thing told that is so; what was told before is not forgotten. */
  until(isSo: (told: Told) => boolean): Promise<Told>
  readonly told: readonly Told[]
  close(): void
}

export async function followNews(curator: TestCurator, slug: ArtworkSlug, tab?: string): Promise<Line> {
  const response = await curator.call(followComposition, {
    params: { slug },
    query: tab === undefined ? {} : { tab },
  })
  const told: Told[] = []
  const waiting = new Set<() => void>()
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  const read = async () => {
    let text = ''
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
      if (done) return
      text += decoder.decode(value, { stream: true })
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? []
        if (event !== undefined && data !== undefined) told.push({ event, data: JSON.parse(data) })
      }
      for (const look of waiting) look()
    }
  }
  // A line that is cut ends the reading.
  void read().catch(() => undefined)
  return {
    told,
    until: (isSo) =>
      new Promise((resolve) => {
        const look = () => {
          const found = told.find(isSo)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close: () => void reader?.cancel().catch(() => undefined),
  }
}
