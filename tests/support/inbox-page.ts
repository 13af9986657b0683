import type { Page } from 'playwright-core'

/** The inbox, once the page listens for what comes in: then its keys are heard too. */
export async function openInbox(page: Page, slug: string): Promise<void> {
  const listening = page.waitForRequest(/\/events$/)
  await page.goto(`/kurator/vaerker/${slug}/indbakke`)
  await listening
}
