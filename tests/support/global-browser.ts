/** One Chromium for the whole run; every test opens a context of its own in it. */
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { chromiumOptions } from './chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    browserEndpoint: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer(chromiumOptions())
  project.provide('browserEndpoint', server.wsEndpoint())
  return () => server.close()
}
