/** `npm run curator`: prints a one-time link with which somebody becomes a curator. The house must be open. */
import { parseArgs } from 'node:util'
import { StaffRole } from '#core/contract/staff.ts'
import { readConfig } from '../config.ts'
import { connect } from '../database/connect.ts'
import { runningDatabase } from '../database/embedded.ts'
import { invite } from '../staff/invite.ts'

const { values } = parseArgs({ options: { role: { type: 'string', default: 'curator' } } })
const role = StaffRole.parse(values.role)
const config = readConfig(process.env)
const url = config.databaseUrl ?? (await runningDatabase(config.dataDir))
if (url === null) {
  process.stderr.write('The house is not open. Open it first with: npm start\n')
  process.exitCode = 1
} else {
  const { db, close } = connect(url, () => undefined)
  const token = await invite({ db, clock: { now: () => new Date() } }, role)
  const origin = config.publicOrigin ?? `http://localhost:${config.port}`
  process.stdout.write(`This link works once, within a week:\n${origin}/kurator/invitation/${token}\n`)
  await close()
}
