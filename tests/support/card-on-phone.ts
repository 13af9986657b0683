import type { Page } from 'playwright-core'
import { z } from 'zod'
import { CardSecret } from '#core/contract/ids.ts'

/** The card of the draft that lies on this phone, as it stands in the pattern: `/kort#…`. */
export async function cardOnPhone(page: Page): Promise<string> {
  const drafts = await page.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        const opening = indexedDB.open('maker')
        opening.onsuccess = () => {
          const asking = opening.result.transaction('drafts').objectStore('drafts').getAll()
          asking.onsuccess = () => {
            opening.result.close()
            resolve(asking.result)
          }
        }
      }),
  )
  const [draft] = z.array(z.object({ card: CardSecret })).parse(drafts)
  return `/kort#${draft?.card ?? ''}`
}
