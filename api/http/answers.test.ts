import { once } from 'node:events'
import { get } from 'node:http'
import { Readable } from 'node:stream'
import express from 'express'
import { expect, test } from 'vitest'
import { sendPicture } from './answers.ts'

test('whoever went away before the picture was opened leaves no file open', async () => {
  const stream = Readable.from([Buffer.alloc(10)])
  const app = express()
  const sent = new Promise<void>((resolve, reject) => {
    const picture = { mediaType: 'image/jpeg', byteSize: 10, stream, cache: 'no-store' }
    app.get('/', async (request, response) => {
      asked.destroy()
      await once(response, 'close')
      await sendPicture(request, response, picture).then(resolve, reject)
    })
  })
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  const asked = get({ port: address.port })
  asked.on('error', () => undefined)
  await sent
  server.close()
  expect(stream.destroyed).toBe(true)
})
