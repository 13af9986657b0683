/** Starts everything, and stops it cleanly. The only file that knows all parts. */
import { inspect } from 'node:util'
import { CannotStart } from './cannot-start.ts'
import { seedDemo } from './commands/demo/seed.ts'
import { readConfig } from './config.ts'
import { greet } from './greeting.ts'
import { startHouse } from './house.ts'

async function main(): Promise<void> {
  const house = await startHouse(readConfig(process.env))
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    house.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        house.deps.log.fatal({ err: error }, 'did not stop cleanly')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // `npm start` holds a channel to this program; when it is gone, so is whoever wanted the house open.
  process.on('disconnect', stop)
  if (house.deps.config.demo && house.deps.config.role === 'all')
    await seedDemo(house.deps, (line) => void process.stdout.write(`${line}\n`))
  await greet(house)
}

main().catch((error: unknown) => {
  // The person at the terminal needs the sentence; the stack only when the reason is ours.
  const sentence = error instanceof CannotStart ? error.message : inspect(error)
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
})
