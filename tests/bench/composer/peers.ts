/**
 * Two others that show the same pictures at the same size: Konva by itself, a picture a node as its guide has it, and a
 * board editor, Excalidraw (MIT). The editor is no dependency of the project: it is installed here, into a folder of its own.
 */
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { Missing } from '../benchmark.ts'
import { boardEditorPage, konvaPage } from './peer-pages.ts'
import { picturePath, type Picture } from './pictures.ts'
import { sceneBoxes } from './scene.ts'

export type Peer = 'konva' | 'board-editor'

const wanted = ['@excalidraw/excalidraw@0.18.1', 'react@19.2.0', 'react-dom@19.2.0']

/** What a peer's page asks for. Lengths are pixels of its own canvas, where a piece is about 100 wide. */
interface PeerScene {
  readonly pieces: readonly {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly rotationDeg: number
    readonly picture: string
  }[]
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

export interface Peers {
  addressOf(peer: Peer, count: number, view: { readonly width: number; readonly height: number }): string
  close(): void
}

/** @throws {Missing} when the editor cannot be installed */
export async function openPeers(
  above: string,
  pictures: readonly Picture[],
  picturesFolder: string,
  say: (lines: string) => void,
): Promise<Peers> {
  const folder = join(above, 'peers')
  await makePages(folder, say)
  const sceneOf = (count: number): PeerScene => {
    const some = pictures.slice(0, count)
    const boxes = sceneBoxes(some)
    const scale = 100 / (boxes[0]?.widthMm ?? 1)
    return {
      pieces: boxes.map(({ xMm, yMm, widthMm, heightMm, rotationDeg }, number) => ({
        x: xMm * scale,
        y: yMm * scale,
        width: widthMm * scale,
        height: heightMm * scale,
        rotationDeg,
        picture: `/picture/${number}`,
      })),
    }
  }
  const answer = async (path: string): Promise<{ type: string; body: Buffer | string }> => {
    const [, kind = '', rest = ''] = path.split('/')
    if (kind === 'scene') return { type: 'application/json', body: JSON.stringify(sceneOf(Number(rest))) }
    if (kind === 'picture')
      return { type: 'image/webp', body: await readFile(picturePath(picturesFolder, Number(rest), 128)) }
    const body = await readFile(join(folder, 'dist', ...path.split('/').filter((part) => part !== '..')))
    return { type: types[extname(path)] ?? 'application/octet-stream', body }
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    answer(pathname).then(
      ({ type, body }) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    addressOf: (peer, count, { width, height }) =>
      `http://127.0.0.1:${port}/${peer}.html?${new URLSearchParams({ count: `${count}`, width: `${width}`, height: `${height}` })}`,
    close: () => server.close(),
  }
}

/** Installs and builds what is not there from another run. */
async function makePages(folder: string, say: (lines: string) => void): Promise<void> {
  const pages: Record<Peer, string> = { konva: konvaPage, 'board-editor': boardEditorPage }
  const stamp = join(folder, 'made-from.json')
  const madeFrom = JSON.stringify({ wanted, pages })
  if ((await readFile(stamp, 'utf8').catch(() => '')) === madeFrom) return
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  say('Installing the board editor, into a folder of its own …')
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...wanted]
  await promisify(execFile)('npm', install, { cwd: folder }).catch((cause: unknown) => {
    throw new Missing('Excalidraw is installed to be compared with, and npm could not fetch it.', { cause })
  })
  for (const [peer, script] of Object.entries(pages)) {
    await writeFile(join(folder, `${peer}.js`), script)
    const body = `<div id="work"></div><script type="module" src="./${peer}.js"></script>`
    const page = `<!doctype html><meta charset="utf-8"><title>${peer}</title><body style="margin:0">${body}`
    await writeFile(join(folder, `${peer}.html`), page)
  }
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.IS_PREACT': '"false"' },
    build: {
      target: 'esnext',
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: Object.keys(pages).map((peer) => join(folder, `${peer}.html`)) },
    },
  })
  await writeFile(stamp, madeFrom)
}
