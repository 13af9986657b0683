/**
 * Server-sent events read through `fetch`: the browser's own `EventSource` cannot send `Authorization`, and a token
 * in an address would end up in logs.
 */
import { createParser } from 'eventsource-parser'
import { backOffMs, isOver, type Wait } from './retry.ts'

export interface ServerEvent {
  readonly event: string
  readonly data: string
}

/**
 * Reads one answer until it ends. `onSign` is called for all that comes, a keep-alive comment too.
 * @throws what the network throws when it breaks
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  { onEvent, onSign }: { onEvent: (event: ServerEvent) => void; onSign: () => void },
): Promise<void> {
  const parser = createParser({
    onEvent: ({ event, data }) => onEvent({ event: event ?? 'message', data }),
  })
  const decoder = new TextDecoder()
  const reader = body.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    onSign()
    parser.feed(decoder.decode(read.value, { stream: true }))
  }
}

/**
 * A line that has been silent for this long is taken for dead, though nobody hung up: wireless nets do that. The house
 * says something every 20 s, and what was taken down meanwhile has to be gone within a minute.
 */
export const silenceMs = 45_000

/**
 * Follows a stream until `signal`, and opens it again whenever it breaks, each time after a longer wait; once
 * something has come through, the waits begin anew. `onFailure` is told why opening failed and says whether to go on.
 */
export async function follow({
  open,
  onEvent,
  onFailure,
  wait,
  signal,
}: {
  open: (signal: AbortSignal) => Promise<Response>
  onEvent: (event: ServerEvent) => void
  onFailure: (cause: unknown) => 'again' | 'stop'
  wait: Wait
  signal: AbortSignal
}): Promise<void> {
  let tries = 0
  while (!isOver(signal)) {
    const line = new AbortController()
    const hangUp = () => line.abort()
    signal.addEventListener('abort', hangUp, { once: true })
    let silence = setTimeout(hangUp, silenceMs)
    const onSign = () => {
      tries = 0
      clearTimeout(silence)
      silence = setTimeout(hangUp, silenceMs)
    }
    try {
      const { body } = await open(line.signal)
      if (body) await readEvents(body, { onEvent, onSign })
    } catch (cause) {
      if (!isOver(signal) && onFailure(cause) === 'stop') return
    } finally {
      clearTimeout(silence)
      signal.removeEventListener('abort', hangUp)
      line.abort()
    }
    await wait(backOffMs(tries++), signal)
  }
}
