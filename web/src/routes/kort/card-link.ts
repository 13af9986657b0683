import { CardSecret } from '#core/contract/ids.ts'

/**
 * The card's secret in what somebody scanned or pasted: the whole link (`https://…/kort#secret`), its fragment, or the
 * secret alone. Null when there is none in it.
 */
export function secretIn(text: string): CardSecret | null {
  const parsed = CardSecret.safeParse(text.slice(text.lastIndexOf('#') + 1).trim())
  return parsed.success ? parsed.data : null
}
