/** What axe has against a page as it is now. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const tagsForAll = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const Violations = z.array(z.string())

/** What is looked for: WCAG's AAA rules as well as AA; colours, which take most of the time, or all but them. */
export interface Strictness {
  readonly isAaa: boolean
  readonly withColours: boolean
}

export async function axeComplaints(page: Page, { isAaa, withColours }: Strictness): Promise<string[]> {
  const options = JSON.stringify({
    runOnly: isAaa ? [...tagsForAll, 'wcag2aaa'] : tagsForAll,
    // Whatever is too weak for AA is too weak for AAA: looked for once.
    rules: {
      'color-contrast': { enabled: withColours && !isAaa },
      'color-contrast-enhanced': { enabled: withColours && isAaa },
    },
    resultTypes: ['violations'],
  })
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found: unknown = await page.evaluate(
    `axe.run(document, ${options})
      .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target)))`,
  )
  return Violations.parse(found)
}
