/** What stands before the house and can give out another build of its pages: a deploy, as a phone sees it. */
import { once } from 'node:events'
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'

export interface Front {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** From now on the service worker is that of a newer version, and the build has another name. */
  deploy(): void
  close(): Promise<void>
}

export async function putInFront(houseOrigin: string): Promise<Front> {
  const house = new URL(houseOrigin)
  let isDeployed = false

  async function newer(path: string): Promise<string> {
    if (path === '/_app/version.json') return JSON.stringify({ version: 'newer' })
    const worker = await (await fetch(new URL(path, house))).text()
    const other = worker.replace(/([`'"])[0-9a-f]{12}\1/, '"newer-version"')
    if (other === worker) throw new Error('the service worker has no version')
    return other
  }

  function passOn(request: IncomingMessage, response: ServerResponse): void {
    const { method, url, headers } = request
    const passed = ask({ host: house.hostname, port: house.port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    request.pipe(passed)
  }

  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (!isDeployed || !['/service-worker.js', '/_app/version.json'].includes(path))
      return passOn(request, response)
    const type = path.endsWith('.js') ? 'text/javascript' : 'application/json'
    newer(path).then(
      (text) => response.writeHead(200, { 'content-type': type }).end(text),
      () => response.destroy(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    deploy: () => (isDeployed = true),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
