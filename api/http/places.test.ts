/** Real sockets, since it is about what is read from them and when. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import express, { type Express, type Request } from 'express'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { until } from '#tests/support/maker.ts'
import { makePlaces, placeForPictures, type PlaceRules } from './places.ts'
import { problemAnswers } from './problem-answers.ts'

const calm: PlaceRules = {
  atOnce: 2,
  waitingAtMost: 50,
  patienceMs: 600_000,
  lookEveryMs: 600_000,
  leastBytes: 1000,
}

/** What somebody begins to send would be so long. */
const begunBytes = 500_000

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function openAt(app: Express): Promise<string> {
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
}

/** A door behind which `work` is done with what has come in whole. */
async function door(
  rules: Partial<PlaceRules>,
  work: (name: string) => Promise<void> = () => Promise.resolve(),
) {
  const places = makePlaces({ ...calm, ...rules })
  const app = express()
  const asking = new Map<string, Request>()
  const inside = new Set<string>()
  app.put('/:name', async (request, response) => {
    const { name } = request.params
    asking.set(name, request)
    await places.take(request, response)
    inside.add(name)
    response.once('close', () => inside.delete(name))
    await buffer(request)
    await work(name)
    response.end('in')
  })
  app.use(problemAnswers(pino({ level: 'silent' })))
  const origin = await openAt(app)
  const { port } = new URL(origin)
  return {
    asking,
    inside,
    send: (name: string) => fetch(`${origin}/${name}`, { method: 'PUT', body: 'b'.repeat(5000) }),
    /** Begins to send, and sends no more than the first byte. */
    begin: async (name: string): Promise<Socket> => {
      const socket = connect(Number(port), '127.0.0.1')
      closers.push(() => socket.destroy())
      await once(socket, 'connect')
      // Cut off, as many here will be.
      socket.on('error', () => undefined)
      socket.write(`PUT /${name} HTTP/1.1\r\nhost: x\r\ncontent-length: ${begunBytes}\r\n\r\nb`)
      return socket
    },
  }
}

const isInside = (inside: ReadonlySet<string>, ...names: string[]) =>
  until(
    () => Promise.resolve(inside),
    () => names.every((name) => inside.has(name)),
  )

test('never more than so many are let in at once, and all come in', async () => {
  let mostAtOnce = 0
  const { inside, send } = await door({ atOnce: 3 }, async () => {
    mostAtOnce = Math.max(mostAtOnce, inside.size)
    await until(
      () => Promise.resolve(mostAtOnce),
      (most) => most >= 3,
    )
  })
  const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => send(`phone-${index}`)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  expect(mostAtOnce).toBe(3)
})

test('when too many wait already, one more is told when to come again, and that nothing is lost', async () => {
  const { inside, begin, send } = await door({ waitingAtMost: 1, patienceMs: 500 })
  await begin('first')
  await begin('second')
  await isInside(inside, 'first', 'second')
  // One of the two waits, until its patience is over; for the other there is no room to wait in.
  const answers = await Promise.all([send('third'), send('fourth')])
  for (const answer of answers) {
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({
      type: 'urn:faellesvaerk:problem:busy',
      title: 'Mange sender lige nu. Dit stykke er ikke væk. Prøv igen om lidt.',
    })
  }
})

test('who sends a byte now and then loses the place to one who waits; who sends properly keeps it', async () => {
  const { inside, begin, send } = await door({ atOnce: 3, lookEveryMs: 400, leastBytes: 200 })
  const slow = await Promise.all(['slow-1', 'slow-2', 'steady'].map(begin))
  await isInside(inside, 'slow-1', 'slow-2', 'steady')
  const steady = slow[2]
  const trickle = setInterval(() => {
    for (const socket of slow.slice(0, 2)) socket.write('b')
    steady?.write('b'.repeat(100))
  }, 10)
  closers.push(() => clearInterval(trickle))
  expect((await send('fast')).status).toBe(200)
  clearInterval(trickle)
  expect(inside.has('steady')).toBe(true)
  await until(
    () => Promise.resolve(slow),
    ([one, other]) => one?.closed === true && other?.closed === true,
  )
})

test('among those who wait, who hardly sends does not hold up who does', async () => {
  const { asking, inside, begin, send } = await door({})
  const holder = await begin('a')
  await begin('b')
  await isInside(inside, 'a', 'b')
  await begin('slow')
  await until(
    () => Promise.resolve(asking),
    (names) => names.has('slow'),
  )
  const fast = send('fast')
  await until(
    () => Promise.resolve(asking.get('fast')),
    (request) => request?.complete === true,
  )
  holder.destroy()
  expect((await fast).status).toBe(200)
})

test('while nobody waits, the slowest may take the time it needs', async () => {
  const { inside, begin, send } = await door({ atOnce: 2, lookEveryMs: 5, leastBytes: 1000 })
  const slow = await begin('slow')
  await isInside(inside, 'slow')
  for (const name of ['a', 'b', 'c', 'd']) expect((await send(name)).status).toBe(200)
  let answer = ''
  slow.on('data', (bytes: Buffer) => (answer += bytes.toString()))
  slow.write('b'.repeat(begunBytes - 1))
  await until(
    () => Promise.resolve(answer),
    (text) => text.includes('200 OK'),
  )
})

test('it is no fault of the sender when we are slow, and then the place is kept', async () => {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  const { inside, begin, send } = await door({ lookEveryMs: 20 }, (name) =>
    name === 'ours' ? opened : Promise.resolve(),
  )
  const ours = send('ours')
  await begin('theirs')
  await isInside(inside, 'ours', 'theirs')
  // Whose place it gets is looked at: both have been still for as long.
  expect((await send('third')).status).toBe(200)
  expect([...inside]).toEqual(['ours'])
  open()
  expect((await ours).status).toBe(200)
})

test('who goes away while waiting leaves no gap: the next one comes in', async () => {
  const { inside, begin, send } = await door({})
  const holders = [await begin('a'), await begin('b')]
  await isInside(inside, 'a', 'b')
  const leaving = await begin('c')
  const waits = send('d')
  leaving.destroy()
  for (const holder of holders) holder.destroy()
  expect((await waits).status).toBe(200)
  await until(
    () => Promise.resolve(inside.size),
    (size) => size === 0,
  )
})

test('of what is sent to pages, only a form with a picture needs a place; who finds none reads why', async () => {
  const app = express()
  const places = makePlaces({ ...calm, atOnce: 1, waitingAtMost: 0 })
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  app.use(placeForPictures(places), (request, response) => {
    if (request.path !== '/slow') response.end('a page')
    else void opened.then(() => response.end('a page'))
  })
  app.use(problemAnswers(pino({ level: 'silent' })))
  const origin = await openAt(app)
  const picture = (path: string) =>
    fetch(origin + path, { method: 'POST', headers: { accept: 'text/html' }, body: new FormData() })
  const first = picture('/slow')
  const refused = await until(
    () => picture('/'),
    ({ status }) => status === 503,
  )
  expect(await refused.text()).toBe('Mange sender lige nu. Dit stykke er ikke væk. Prøv igen om lidt.')
  expect((await fetch(origin)).status).toBe(200)
  expect((await fetch(origin, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })).status).toBe(200)
  open()
  expect((await first).status).toBe(200)
})
