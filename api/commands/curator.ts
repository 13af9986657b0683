/** `npm run curator`: prints a one-time link with which somebody becomes a curator. The house must be open. */
import './settings.ts'
import { parseArgs } from 'node:util'
import { StaffRole } from '#core/contract/staff.ts'
import { CannotStart } from '../cannot-start.ts'
import { readConfig } from '../config.ts'
import { connect } from '../database/connect.ts'
import { runningDatabase } from '../database/embedded.ts'
import { invite } from '../staff/invite.ts'

function wantedRole(): StaffRole {
  const { values } = parseArgs({ options: { role: { type: 'string', default: 'curator' } } })
  const role = StaffRole.safeParse(values.role)
  if (!role.success) throw new CannotStart(`Usage: npm run curator -- --role ${StaffRole.options.join('|')}`)
  return role.data
}

async function printLink(): Promise<void> {
  const role = wantedRole()
  const config = readConfig(process.env)
  const url = config.databaseUrl ?? (await runningDatabase(config.dataDir))
  if (url === null) throw new CannotStart('The house is not open. Open it first with: npm start')
  const { db, close } = connect(url, () => undefined)
  try {
    const token = await invite({ db, clock: { now: () => new Date() } }, role)
    const origin = config.publicOrigin ?? `http://localhost:${config.port}`
    process.stdout.write(`This link works once, within a week:\n${origin}/kurator/invitation/${token}\n`)
  } finally {
    await close()
  }
}

await printLink().catch((error: unknown) => {
  if (!(error instanceof CannotStart)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
})
