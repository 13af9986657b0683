/** What all processes of a browser have used of the processor: it says as much on a busy machine as on a calm one. */
import type { Browser } from 'playwright-core'

/** @returns the milliseconds used so far, by renderers and by whoever paints for them */
export async function processorMs(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession()
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  await cdp.detach()
  return processInfo
    .filter(({ type }) => type === 'renderer' || type === 'GPU')
    .reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0)
}
