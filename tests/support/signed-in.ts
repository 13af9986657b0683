/** A browser at which a curator is signed in without the door, for what is not about the door. */
import type { BrowserContext } from 'playwright-core'
import type { TestCurator } from './staff.ts'

export async function signInAt(
  context: BrowserContext,
  { cookie }: Pick<TestCurator, 'cookie'>,
  origin: string,
): Promise<void> {
  const cookies = cookie.split('; ').map((one) => one.split(/=(.*)/s))
  await context.addCookies(cookies.map(([name = '', value = '']) => ({ name, value, url: origin })))
}
