/** One Chromium for the whole run; every test opens a context of its own in it. */
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { chromiumPath } from './browser-path.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    browserEndpoint: string
  }
}

/** No sandbox, since containers have none; and nothing that Chromium would ask of the network by itself. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
]

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = chromiumPath()
  if (executablePath === null)
    throw new Error('The tests need Chromium: install it, or give its path in CHROMIUM_PATH.')
  const server = await chromium.launchServer({ executablePath, args })
  project.provide('browserEndpoint', server.wsEndpoint())
  return () => server.close()
}
