/** A maker's hand on the phone: it taps when the page listens, and goes on when the next question is there. */
import type { Page } from 'playwright-core'

/** The phone's shelf is read, and the rest after a step is over in which a second tap does nothing. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForSelector('html:not([data-resting]) [data-ready]')
}

export async function tap(page: Page, name: string | RegExp): Promise<void> {
  await settled(page)
  await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click()
}

export const asked = (page: Page, question: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: question, exact: true }).waitFor()
