/**
 * `npm start`: from a fresh clone to a running house. Installs and builds what is missing or has changed, then runs
 * `api/main.ts` on the pinned Node.
 *
 * The house runs in a process group of its own, and this program hands it one signal: a Ctrl-C in a terminal reaches
 * every process of the group, and npm sends it on once more, so that the house would hear it two or three times. The
 * channel between the two tells the house when this program is killed; then it ends as well.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './built.mjs'
import { ensureInstalled, pinnedNode, root } from './installed.mjs'

const say = (line) => console.log(line)

try {
  await ensureInstalled(say)
  await ensureBuilt(say)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

const settingsFile = join(root, '.env')
const nodeOptions = [
  // In MiB. A photo passes through in buffers of 64 KiB that die at once. In V8's usual young generation they pile up
  // until it looks through the whole memory, every seven photos or so; a small one is emptied before that, and taking
  // a photo in costs a third less (docs/benchmarks.md).
  '--max-semi-space-size=2',
  // Bytes outside V8's heap, such as a photo's on its way, otherwise count against a fixed 64 MiB, and the whole memory
  // is looked through for each photo although hardly anything in it is free.
  '--external-memory-accounted-in-global-limit',
  '--initial-old-space-size=72',
  // For the moment after a picture was prepared (api/pictures/workshop.ts).
  '--expose-gc',
  // What is set outside counts before what stands in the file.
  ...(existsSync(settingsFile) ? [`--env-file=${settingsFile}`] : []),
]

const house = spawn(pinnedNode, [...nodeOptions, join(root, 'api', 'main.ts'), ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  detached: process.platform !== 'win32',
  // glibc otherwise keeps a heap for each of the threads by which Node reads and writes, and gives little of it back.
  env: { MALLOC_ARENA_MAX: '2', ...process.env },
})

let asked = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (!asked) house.kill(signal)
    asked = true
  })
}

house.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
