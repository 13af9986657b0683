/** What the person at the terminal reads when the house is open. */
import { networkInterfaces } from 'node:os'
import qrcode from 'qrcode'
import type { House } from './house.ts'
import { invite } from './staff/invite.ts'
import { isAnyStaff } from './staff/repository.ts'

/** This machine's addresses on the local network, where a phone on the same wifi finds it. */
function networkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}

/** @returns null when there is staff already */
async function firstCuratorLink({ deps }: House, origin: string): Promise<string | null> {
  if (await isAnyStaff(deps.db)) return null
  return `${origin}/kurator/invitation/${await invite(deps, 'administrator')}`
}

export async function greet(house: House): Promise<void> {
  const say = (line = '') => process.stdout.write(`${line}\n`)
  if (house.deps.config.role === 'worker') {
    say('Fællesværk is working. It prepares pieces and draws editions; it serves no pages.')
    return
  }
  const { port } = new URL(house.origin)
  const local = `http://localhost:${port}`
  const { publicOrigin, host } = house.deps.config
  const isOpenToNetwork = host === '0.0.0.0' || host === '::'
  const network = isOpenToNetwork ? networkAddresses().map((address) => `http://${address}:${port}`) : []
  const forPhones = publicOrigin ?? network[0]

  say()
  say('Fællesværk is open.')
  say()
  say(`  On this machine   ${local}`)
  for (const address of network) say(`  On the network    ${address}`)
  if (publicOrigin !== null) say(`  For everybody     ${publicOrigin}`)
  if (forPhones !== undefined) {
    say()
    say('  For a phone:')
    say(await qrcode.toString(forPhones, { type: 'terminal', small: true }))
  }
  const invitation = await firstCuratorLink(house, publicOrigin ?? local)
  if (invitation !== null) {
    say('  The first curator starts here. The link works once, within a week:')
    say(`  ${invitation}`)
    say()
  }
  say('  Stop with Ctrl-C.')
}
