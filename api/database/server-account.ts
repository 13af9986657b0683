/** Which account of the machine the house's own PostgreSQL runs under, and how a program is run as that. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root; then it runs as the machine's `postgres`, or else as `nobody`. */
export function accountForServer(): Account | null {
  if (process.getuid?.() !== 0) return null
  const entries = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : ''
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] =
      entries
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL cannot run as root. Start Fællesværk as an ordinary user.')
}

/**
 * How to run a server binary as that account. `setpriv` also lets it walk through folders that are root's alone
 * (a home or a temporary folder above the data): the server still owns nothing but its own data.
 */
export function commandAs(
  account: Account | null,
): (binary: string, args: readonly string[]) => Promise<unknown> {
  const options = { cwd: '/', env: { ...process.env, LC_ALL: 'C' } }
  if (!account) return (binary, args) => run(binary, [...args], options)
  const { uid, gid } = account
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path))
  if (!setpriv) return (binary, args) => run(binary, [...args], { ...options, uid, gid })
  const capability = '+dac_override'
  const drop = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const keep = [`--inh-caps=${capability}`, `--ambient-caps=${capability}`]
  return (binary, args) => run(setpriv, [...drop, ...keep, binary, ...args], options)
}
