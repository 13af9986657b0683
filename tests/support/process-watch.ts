/** What the kernel says of a running program, from outside of it (Linux, proc(5)). */
import { existsSync } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'

/** Other systems do not say. */
export const canWatch = existsSync('/proc/self/task')

/** The processes that it started and that run still. */
export async function childrenOf(pid: number): Promise<number[]> {
  const children: number[] = []
  for (const thread of await readdir(`/proc/${pid}/task`))
    children.push(
      ...numbersIn(await readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
    )
  return children
}

const numbersIn = (text: string) => text.split(' ').filter(Boolean).map(Number)

export async function residentBytes(pid: number): Promise<number> {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

/** Addresses as the kernel writes them: little endian, in hexadecimal, with the port. */
const isAtHome = (address: string) =>
  /^(0100007F|0{8}|0{32}|0{24}01000000|0{16}FFFF00000100007F):/.test(address)

/** The far ends of its connections, also of those that are only tried, that are not on this machine. */
export async function strangersOf(pid: number): Promise<string[]> {
  const own = new Set<string>()
  for (const descriptor of await readdir(`/proc/${pid}/fd`)) {
    const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')
    const [, inode] = /^socket:\[(\d+)\]$/.exec(target) ?? []
    if (inode !== undefined) own.add(inode)
  }
  const strangers: string[] = []
  for (const kind of ['tcp', 'tcp6', 'udp', 'udp6']) {
    const [, ...lines] = (await readFile(`/proc/${pid}/net/${kind}`, 'utf8').catch(() => '')).split('\n')
    for (const line of lines) {
      const [, , far = '', , , , , , , inode = ''] = line.trim().split(/\s+/)
      if (own.has(inode) && !isAtHome(far)) strangers.push(`${kind} ${far}`)
    }
  }
  return strangers
}
