import type { Composer } from '../composer.svelte.ts'
import { groundApart, inRows } from '../reading-order.ts'

/** Chooses the piece after or before the chosen one, as one reads the work, and brings it into sight. */
export function chooseBeside(composer: Composer, step: 1 | -1): void {
  const { standing, grounds } = groundApart(composer.state.values(), composer.frame)
  const order = [...inRows(standing).flat(), ...grounds]
  const { inside } = composer.groups
  // Inside a group one stays in it; outside, a group counts as one.
  const among = inside === null ? order : order.filter(({ groupId }) => groupId === inside)
  const chosen = among.map(({ id }) => composer.chosen.has(id))
  const at = step > 0 ? chosen.lastIndexOf(true) : chosen.indexOf(true)
  const next = among[at < 0 ? (step > 0 ? 0 : among.length - 1) : (at + step + among.length) % among.length]
  if (!next) return
  composer.choose(composer.together(next.id))
  composer.viewfinder.reveal(next)
}
