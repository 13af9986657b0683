import type { Composer } from '../composer.svelte.ts'
import { inReadingOrder } from '../reading-order.ts'

/** Chooses the piece after or before the chosen one, as one reads the work, and brings it into sight. */
export function chooseBeside(composer: Composer, step: 1 | -1): void {
  const order = inReadingOrder(composer.state)
  const at = order.findIndex(({ id }) => composer.chosen.has(id))
  const next = order[at < 0 ? (step > 0 ? 0 : order.length - 1) : (at + step + order.length) % order.length]
  if (!next) return
  composer.choose([next.id])
  composer.reveal(next)
}
