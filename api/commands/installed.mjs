/**
 * Sees to it that what the lock file names is what lies in node_modules. Plain JavaScript without dependencies: it
 * runs on the machine's own Node before anything is installed.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
/** The Node that the house is written for; npm brings it as a package. */
export const pinnedNode = join(
  root,
  'node_modules',
  '.bin',
  process.platform === 'win32' ? 'node.cmd' : 'node',
)

const oldestNode = 20

/** npm runs scripts with our own node_modules first on PATH. An install must not run on the Node it replaces. */
export function machinePath() {
  const entries = (process.env.PATH ?? '').split(delimiter)
  return entries.filter((entry) => !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(entry)).join(delimiter)
}

const packagesIn = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages

const fitsMachine = ({ os, cpu, libc }) =>
  (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch)) && !libc

/** npm writes down what it installed, last of all; so an install that was cut short is seen as none. */
function isInstalled() {
  const record = 'node_modules/.package-lock.json'
  if (!existsSync(pinnedNode) || !existsSync(join(root, record))) return false
  const installed = packagesIn(record)
  return Object.entries(packagesIn('package-lock.json')).every(([path, wanted]) => {
    if (path === '' || wanted.version === installed[path]?.version) return true
    const mayBeMissing = wanted.optional && !(wanted.os && fitsMachine(wanted))
    return mayBeMissing && installed[path] === undefined
  })
}

/** Runs a program and waits. What it says is shown only when it fails. */
export function runQuietly(command, args, options) {
  return new Promise((resolve, reject) => {
    const said = []
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve()
      process.stderr.write(Buffer.concat(said))
      reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `code ${code}`}.`))
    })
  })
}

export const secondsSince = (startMs) => `${((performance.now() - startMs) / 1000).toFixed(1)} s`

/** @param say takes one line about what is going on */
export async function ensureInstalled(say) {
  const nodeVersion = Number(process.versions.node.split('.')[0])
  if (nodeVersion < oldestNode) {
    throw new Error(
      `Fællesværk needs Node ${oldestNode} or later; this is ${process.version}. See https://nodejs.org`,
    )
  }
  if (isInstalled()) return
  const startMs = performance.now()
  say('Fetching the packages. This is done once and takes a minute or so …')
  // Installs what the lock file says and leaves that file alone. `npm ci` would refuse to install from a registry that
  // lacks some other machine's binary. What builds the pages is there only for development, as npm calls it.
  await runQuietly('npm', ['install', '--no-save', '--include=dev', '--loglevel=error', '--no-progress'], {
    cwd: root,
    env: { ...process.env, PATH: machinePath() },
    shell: process.platform === 'win32',
  }).catch((error) => {
    throw new Error(
      `${error.message}\nThe packages could not be fetched. Is there a network, and room on the disk? Then start again.`,
    )
  })
  if (!existsSync(pinnedNode)) {
    throw new Error('The package "node" did not run its install script. Run: npm rebuild node')
  }
  say(`Packages fetched in ${secondsSince(startMs)}.`)
}
