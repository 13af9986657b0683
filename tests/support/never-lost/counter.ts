/** Where the phone speaks to the house, and the house to the phone: on a bad day it says it is ill, nothing, or is not heard. */
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'

/**
 * `busy`: what is sent has to wait. `ill`: everything is answered with 500. `silent`: nothing is answered. `unheard`:
 * what is sent arrives, and the answer to it is lost.
 */
export type Mood = 'well' | 'busy' | 'ill' | 'silent' | 'unheard'

export interface Counter {
  /** Where the phone finds the house: `http://127.0.0.1:<port>`. */
  readonly origin: string
  /** Who was left without an answer is cut off when the mood changes. */
  setMood(mood: Mood): void
  mood(): Mood
  /** How many requests this mood has befallen since it came. */
  befallen(): number
  close(): Promise<void>
}

const isSending = ({ method }: IncomingMessage): boolean => method === 'PUT' || method === 'PATCH'

export async function openCounter(houseOrigin: string): Promise<Counter> {
  const house = new URL(houseOrigin)
  const unanswered = new Set<ServerResponse>()
  let mood: Mood = 'well'
  let befallen = 0

  function passOn(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url, headers } = asked
    const there = request({ host: house.hostname, port: house.port, method, path: url, headers }, (given) => {
      if (mood === 'unheard' && isSending(asked)) {
        given.resume().on('end', () => {
          befallen += 1
          answer.destroy()
        })
        return
      }
      answer.writeHead(given.statusCode ?? 502, given.rawHeaders)
      given.pipe(answer)
    })
    there.on('error', () => answer.destroy())
    answer.on('close', () => there.destroy())
    asked.pipe(there)
  }

  const server = createServer((asked, answer) => {
    if (mood === 'ill' || (mood === 'busy' && isSending(asked))) {
      befallen += 1
      asked.resume().on('end', () => answer.writeHead(mood === 'ill' ? 500 : 503).end(mood))
    } else if (mood === 'silent') {
      befallen += 1
      unanswered.add(answer)
    } else passOn(asked, answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    setMood(next) {
      mood = next
      befallen = 0
      for (const answer of unanswered) answer.destroy()
      unanswered.clear()
    },
    mood: () => mood,
    befallen: () => befallen,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
