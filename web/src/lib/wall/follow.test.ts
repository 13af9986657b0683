import { expect, test } from 'vitest'
import { follow, readEvents, type ServerEvent } from './follow.ts'

const bytesOf = (...parts: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part))
      controller.close()
    },
  })

/** Follows answers given in order; stops when they are used up. */
async function followAnswers(answers: (() => Response)[]) {
  const stop = new AbortController()
  const [events, waits, failures]: [ServerEvent[], number[], unknown[]] = [[], [], []]
  await follow({
    open: () => {
      const answer = answers.shift()
      return answer ? Promise.resolve().then(answer) : new Promise(() => stop.abort())
    },
    onEvent: (event) => events.push(event),
    onFailure: (cause) => {
      failures.push(cause)
      return 'again'
    },
    wait: (timeMs) => {
      waits.push(timeMs)
      if (answers.length === 0) stop.abort()
      return Promise.resolve()
    },
    signal: stop.signal,
  })
  return { events, waits, failures }
}

test('events are read though they arrive in pieces that cut words and letters', async () => {
  const events: ServerEvent[] = []
  const whole = new TextEncoder().encode(
    'event: screen\ndata: {"name":"Væggen"}\n\nevent: edition\ndata: 2\n\n',
  )
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of whole) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  await readEvents(body, { onEvent: (event) => events.push(event), onSign: () => undefined })
  expect(events).toEqual([
    { event: 'screen', data: '{"name":"Væggen"}' },
    { event: 'edition', data: '2' },
  ])
})

test('a keep-alive comment is a sign of life but no event', async () => {
  let signs = 0
  const events: ServerEvent[] = []
  await readEvents(bytesOf(': alive\n\n'), { onEvent: (event) => events.push(event), onSign: () => signs++ })
  expect({ signs, events }).toEqual({ signs: 1, events: [] })
})

test('a stream that ends is opened again', async () => {
  const { events, failures } = await followAnswers([
    () => new Response(bytesOf('event: edition\ndata: 1\n\n')),
    () => new Response(bytesOf('event: edition\ndata: 2\n\n')),
  ])
  expect(events.map((event) => event.data)).toEqual(['1', '2'])
  expect(failures).toEqual([])
})

test('after failures the waits grow; after an answer they begin anew', async () => {
  const fail = () => {
    throw new Error('no net')
  }
  const { waits, failures } = await followAnswers([
    fail,
    fail,
    fail,
    fail,
    () => new Response(bytesOf('event: edition\ndata: 1\n\n')),
  ])
  expect(failures).toHaveLength(4)
  expect(waits[3]).toBeGreaterThan(waits[0] ?? Infinity)
  expect(waits[4]).toBeLessThanOrEqual(1000)
})

test('it stops for good when told that there is nothing to follow', async () => {
  let opened = 0
  await follow({
    open: () => {
      opened++
      return Promise.reject(new Error('unknown screen'))
    },
    onEvent: () => undefined,
    onFailure: () => 'stop',
    wait: () => Promise.resolve(),
    signal: new AbortController().signal,
  })
  expect(opened).toBe(1)
})
