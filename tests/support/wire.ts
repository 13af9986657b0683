/** The net between a phone and the house: bad wifi, which breaks off after so many bytes, is gone for a while, and comes back. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface Wire {
  /** Where the phone finds the house: `http://127.0.0.1:<port>`. */
  readonly origin: string
  /** How many bytes have gone from the phone to the house since the net was last mended, on all connections together. */
  sentBytes(): number
  /** Lets this many more bytes through to the house, and then the net is gone. */
  cutAfter(bytes: number): void
  /** Lets this many more bytes through to the house; what comes then is on its way and does not arrive until the net is mended. */
  stallAfter(bytes: number): void
  isCut(): boolean
  /** Something waits on its way. */
  isStalled(): boolean
  /** The net is back, and counts from nought. */
  mend(): void
  close(): Promise<void>
}

export async function layWire(houseOrigin: string): Promise<Wire> {
  const house = new URL(houseOrigin)
  const sockets = new Set<Socket>()
  let sent = 0
  let limit = Infinity
  let stalls = false
  /** What waits on its way, by the phone that sent it. */
  const stalled = new Map<Socket, () => void>()

  const server = createServer((phone) => {
    if (sent >= limit && !stalls) {
      phone.destroy()
      return
    }
    const there = connect(Number(house.port), house.hostname)
    for (const socket of [phone, there]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    phone.on('data', (bytes: Buffer) => {
      const through = bytes.subarray(0, Math.max(0, limit - sent))
      sent += through.length
      // Waits for the house, as a full buffer on the way would.
      if (!there.write(through)) phone.pause()
      if (sent < limit) return
      if (!stalls) cut()
      else if (through.length < bytes.length) {
        phone.pause()
        stalled.set(phone, () => {
          there.write(bytes.subarray(through.length))
          phone.resume()
        })
      }
    })
    there.on('drain', () => {
      if (!stalled.has(phone)) phone.resume()
    })
    there.pipe(phone)
    phone.on('close', () => {
      stalled.delete(phone)
      there.end()
    })
    there.on('close', () => phone.destroy())
  })

  /** What is under way to the house still arrives there; nobody hears an answer. */
  function cut(): void {
    for (const socket of sockets) if (socket.remotePort !== Number(house.port)) socket.destroy()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    sentBytes: () => sent,
    cutAfter(bytes) {
      sent = 0
      limit = Math.floor(bytes)
      stalls = false
      if (bytes === 0) cut()
    },
    stallAfter(bytes) {
      sent = 0
      limit = Math.floor(bytes)
      stalls = true
    },
    isCut: () => sent >= limit && !stalls,
    isStalled: () => stalled.size > 0,
    mend() {
      sent = 0
      limit = Infinity
      for (const goOn of stalled.values()) goOn()
      stalled.clear()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
