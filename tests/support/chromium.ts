/** How Chromium is started: for the tests, and for the pictures of the screens. */
import type { LaunchOptions } from 'playwright-core'
import { chromiumPath } from './browser-path.mjs'

/** No sandbox, since containers have none; and nothing that Chromium would ask of the network by itself. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
]

/** @throws when there is no Chromium on this machine */
export function chromiumOptions(): LaunchOptions {
  const executablePath = chromiumPath()
  if (executablePath === null)
    throw new Error('Chromium is needed: install it, or give its path in CHROMIUM_PATH.')
  return { executablePath, args }
}
