/** The number that stands under "Hjælp", where the house has one: digits, spaces, + (checked in `api/config.ts`); else ''. */
import { browser } from '$app/env'

/** The server has it from its environment, and tells the browser in the head of the page (`hooks.server.ts`). */
export const helpPhone = browser
  ? (document.querySelector<HTMLMetaElement>('meta[name="help-phone"]')?.content ?? '')
  : (process.env['HELP_PHONE'] ?? '').trim()
