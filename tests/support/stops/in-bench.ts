/** Loaded into a process of the workshop: halts it, its threads and all, while they decode, when a test asks for that. */
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const armed = join(process.env['STOPS'] ?? '', 'decoding')

function halt(): void {
  if (!existsSync(armed)) return
  renameSync(armed, `${armed}.armed`)
  // Whoever prepares the picture is called by the same message; at the next turn of the loop its decoder is at work.
  setImmediate(() => {
    writeFileSync(`${armed}.unfinished`, String(process.pid))
    renameSync(`${armed}.unfinished`, `${armed}.reached`)
    process.kill(process.pid, 'SIGSTOP')
  })
}

// Not sooner than whoever prepares: a message that only we heard would be lost.
process.once('newListener', function listen(event: string | symbol) {
  if (event === 'message') process.on('message', halt)
  else process.once('newListener', listen)
})
