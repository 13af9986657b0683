/**
 * `npm test`: everything that must hold. Runs on the machine's own Node; each part runs on the pinned one.
 * `npm test -- lint types` runs only the parts named; `npm test -- --list` names them. What is `onlyWhenNamed` takes too
 * long for every change.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { ensureBuilt } from '../api/commands/built.mjs'
import { ensureInstalled, root } from '../api/commands/installed.mjs'
import { ensureChromium } from './support/browser-path.mjs'

const bin = join(root, 'node_modules', '.bin')
const totals = join(root, '.cache', 'vitest.json')

/**
 * A part is a name and the commands it consists of; `alone` parts use the whole machine and speak as they go. What is
 * `ofBuild` reads what the build makes of messages and routes, and waits for it.
 */
const parts = [
  { name: 'format', commands: [['prettier', '--check', '--log-level=warn', '.']] },
  { name: 'types', script: 'check:types', ofBuild: true },
  { name: 'lint', script: 'check:lint', ofBuild: true },
  { name: 'boundaries', script: 'check:boundaries', ofBuild: true },
  { name: 'dead code', script: 'check:dead', ofBuild: true },
  { name: 'tests', alone: true, commands: [['vitest', 'run', "--project='!maker'"]] },
  { name: 'maker', alone: true, onlyWhenNamed: true, commands: [['vitest', 'run', '--project=maker']] },
]

const seconds = (startMs) => `${((performance.now() - startMs) / 1000).toFixed(1)} s`
const heading = (words) => console.log(`\n── ${words} ${'─'.repeat(Math.max(3, 74 - words.length))}`)

const environment = {
  ...process.env,
  PATH: [bin, process.env.PATH].join(delimiter),
  FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
  TZ: 'Europe/Copenhagen',
}

/** @returns whether it went well, and what it said (nothing when it spoke as it went) */
function run(command, { alone }) {
  return new Promise((resolve) => {
    const said = []
    const options = { cwd: root, env: environment, shell: true, stdio: ['ignore', 'pipe', 'pipe'] }
    if (alone) options.stdio = ['ignore', 'inherit', 'inherit']
    const child = spawn(command, options)
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => said.push(bytes))
    child.on('close', (code) => resolve({ well: code === 0, said: Buffer.concat(said).toString() }))
  })
}

const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts
const results = []

async function runPart(part) {
  const startMs = performance.now()
  if (part.alone) heading(part.name)
  const commands = part.script ? [scripts[part.script]] : part.commands.map((words) => words.join(' '))
  const outcomes = []
  for (const command of commands) outcomes.push(await run(command, part))
  const well = outcomes.every((outcome) => outcome.well)
  const time = seconds(startMs)
  if (!part.alone) heading(`${part.name}: ${well ? 'well' : 'FAILED'}, ${time}`)
  // A part that went well has nothing to tell; one that did not tells everything.
  if (!well) for (const { said } of outcomes) process.stdout.write(said)
  results.push({ name: part.name, well, time })
}

/** Checks that use one core each run beside one another, and beside the build, which uses one for most of its time. */
async function runBeside(waiting, built) {
  const lanes = Array.from({ length: Math.min(4, availableParallelism()) }, async (_, lane) => {
    if (lane > 0) await built
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      if (part.ofBuild) await built
      await runPart(part)
    }
  })
  await Promise.all([...lanes, built])
}

async function build() {
  const startMs = performance.now()
  await ensureBuilt(console.log)
  results.push({ name: 'build', well: true, time: seconds(startMs) })
}

async function main() {
  const wanted = process.argv.slice(2)
  if (wanted.includes('--list')) return console.log(parts.map((part) => part.name).join('\n'))
  const chosen =
    wanted.length === 0
      ? parts.filter(({ onlyWhenNamed }) => !onlyWhenNamed)
      : parts.filter((part) => wanted.includes(part.name))
  const startMs = performance.now()

  heading('getting ready')
  await ensureInstalled(console.log)
  if (chosen.some((part) => part.alone)) environment.CHROMIUM_PATH = await ensureChromium(console.log)
  mkdirSync(join(root, '.cache'), { recursive: true })
  rmSync(totals, { force: true })
  results.push({ name: 'getting ready', well: true, time: seconds(startMs) })

  await runBeside(
    chosen.filter((part) => !part.alone),
    build(),
  )
  for (const part of chosen.filter((part) => part.alone)) await runPart(part)

  heading('all parts')
  for (const { name, well, time } of results)
    console.log(`${well ? 'well  ' : 'FAILED'}  ${name.padEnd(16)} ${time}`)
  console.log(`        ${'together'.padEnd(16)} ${seconds(startMs)}\n`)
  const failed = results.filter((result) => !result.well).map((result) => result.name)
  if (chosen.some((part) => part.alone)) sayTotals()
  if (failed.length > 0) {
    console.log(`Failed: ${failed.join(', ')}.`)
    process.exitCode = 1
  }
}

/** The last lines are the tests' own, and what failed is named there once more, so that nobody has to look for it. */
function sayTotals() {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(totals, 'utf8'),
  )
  for (const { name, message, assertionResults } of testResults) {
    if (message) console.log(` ${relative(root, name)}: ${firstLine(message)}`)
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === 'failed')
        console.log(` ${relative(root, name)} › ${fullName}\n   ${firstLine(failureMessages[0])}`)
  }
  const counts = [
    [numFailedTests, 'failed'],
    [numPassedTests, 'passed'],
    [numPendingTests + numTodoTests, 'skipped'],
  ]
  const words = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  console.log(` Tests  ${words.join(' | ')} (${counts.reduce((sum, [count]) => sum + count, 0)})`)
}

const firstLine = (words = '') => words.split('\n')[0]

try {
  await main()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
