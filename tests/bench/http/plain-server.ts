/**
 * What the house is measured against: Node's own HTTP server in a process of its own, and nothing around it. Started
 * with the address of a database that holds the table `answer`, and a folder to write to.
 *
 *   GET /constant/<name>   the bytes, from memory
 *   GET /query/<name>      the bytes, from one plain query
 *   GET /file/<name>       the bytes, from a file in the folder
 *   PUT /nowhere           takes the body and forgets it
 *   PUT /disk              streams the body into a file of its own and answers when it is on the disk
 *   PUT /insert            puts the body in a row and answers when it is committed
 */
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { z } from 'zod'

const [databaseUrl, folder] = z.tuple([z.string(), z.string()]).parse(process.argv.slice(2))
const Row = z.object({ name: z.string(), body: z.instanceof(Buffer) })

// As many connections as the house holds.
const pool = new pg.Pool({ connectionString: databaseUrl, max: 12 })
const answers = new Map(
  Row.array()
    .parse((await pool.query('select name, body from answer')).rows)
    .map(({ name, body }) => [name, body]),
)

async function query(name: string): Promise<Buffer | undefined> {
  const { rows } = await pool.query<{ body: Buffer }>('select body from answer where name = $1', [name])
  return rows[0]?.body
}

/** Flushed before it is closed, as the house's store does. */
const toDisk = (request: IncomingMessage) =>
  pipeline(request, createWriteStream(join(folder, randomUUID()), { flags: 'wx', flush: true }))

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, way = '', name = ''] = (request.url ?? '').split('/')
  switch (`${request.method ?? ''} ${way}`) {
    case 'GET constant':
      return void response.setHeader('content-type', 'application/json').end(answers.get(name))
    case 'GET query':
      return void response.setHeader('content-type', 'application/json').end(await query(name))
    case 'GET file':
      // A reader who goes away in the middle is no failure.
      return pipeline(createReadStream(join(folder, name)), response).catch(() => void response.destroy())
    case 'PUT nowhere':
      request.resume()
      return void request.once('end', () => response.end())
    case 'PUT disk':
      await toDisk(request)
      return void response.end()
    case 'PUT insert':
      await pool.query('insert into arrived (id, body) values ($1, $2)', [
        randomUUID(),
        await buffer(request),
      ])
      return void response.end()
    default:
      response.statusCode = 404
      response.end()
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error)
    response.destroy()
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : null)
})
// Whoever started it is gone.
process.on('disconnect', () => process.exit())
