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
  isCut(): boolean
  /** The net is back, and counts from nought. */
  mend(): void
  close(): Promise<void>
}

export async function layWire(houseOrigin: string): Promise<Wire> {
  const house = new URL(houseOrigin)
  const sockets = new Set<Socket>()
  let sent = 0
  let limit = Infinity

  const server = createServer((phone) => {
    if (sent >= limit) {
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
      if (sent >= limit) cut()
    })
    there.on('drain', () => phone.resume())
    there.pipe(phone)
    phone.on('close', () => there.end())
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
      if (bytes === 0) cut()
    },
    isCut: () => sent >= limit,
    mend() {
      sent = 0
      limit = Infinity
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
