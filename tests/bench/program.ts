/** The program as `npm start` starts it, on a free port, with a data folder and a PostgreSQL of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { runningDatabase } from '#api/database/embedded.ts'

const start = resolve(import.meta.dirname, '../../api/commands/start.mjs')

export interface Program {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** Of the process that started all others. */
  readonly pid: number
  readonly databaseUrl: string
  stop(): Promise<void>
}

/**
 * @param environment variables as in `.env.example`; no others than these reach it
 * @throws with what the program said, when it ends instead of opening
 */
export async function openProgram(
  dataDir: string,
  environment: Readonly<Record<string, string>>,
): Promise<Program> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [start], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH,
      HOME,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      ...environment,
    },
  })
  const ended = once(child, 'exit')
  let said = ''
  const port = await new Promise<string>((resolve, reject) => {
    const listen = (bytes: Buffer) => {
      said += bytes.toString()
      const [, found] = /On this machine\s+http:\/\/localhost:(\d+)[^]*Stop with Ctrl-C/.exec(said) ?? []
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => reject(new Error(`The program ended before it was open:\n${said}`)))
  })
  const stop = async () => {
    child.kill('SIGINT')
    await ended
  }
  const databaseUrl = await runningDatabase(dataDir)
  if (databaseUrl === null) {
    await stop()
    throw new Error('The program runs on no PostgreSQL of its own.')
  }
  if (child.pid === undefined) throw new Error('a program that runs has a number')
  return { origin: `http://127.0.0.1:${port}`, pid: child.pid, databaseUrl, stop }
}
