/** Which lies on which. */
import type { HandChange, Placement } from '#core/contract/composition.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import { liesAsGround, lyingAsGround } from '#core/composition/ground.ts'
import { inLayerOrder, type CompositionState } from '#core/composition/state.ts'
import type { LayoutFrame } from '#core/layout/layout.ts'

export type LayerMove = 'front' | 'forward' | 'backward' | 'back'

interface Work {
  readonly state: CompositionState
  readonly frame: LayoutFrame
}

/**
 * The changes that lift or lower the chosen placements, among themselves in the order they have. `forward` goes past
 * the next one that touches any of them (`touches`): one step that can be seen. Nothing but another ground goes beneath
 * a ground, where nobody would see it any more.
 */
export function layerChanges(
  { state, frame }: Work,
  chosen: ReadonlySet<PlacementId>,
  move: LayerMove,
  touches: (one: Placement, other: Placement) => boolean = () => true,
): HandChange[] {
  const isGround = (one: Placement) => liesAsGround(one, frame)
  const all = inLayerOrder(state)
  const moving = all.filter(({ id }) => chosen.has(id))
  const beneath = moving.some(isGround) ? [] : all.filter(isGround)
  const order = all.filter((one) => !beneath.includes(one))
  const others = order.filter(({ id }) => !chosen.has(id))
  if (moving.length === 0 || others.length === 0) return []
  const index = insertAt(order, moving, others, move, touches)
  if (index === undefined) return []

  const below = others[index - 1]?.layer
  const above = others[index]?.layer
  const floor = beneath.at(-1)?.layer ?? -Infinity
  // At the back it lies below zero, as all does that is laid beneath everything.
  const lowest = below ?? Math.max(floor, Math.min(0, above ?? 0) - moving.length - 1)
  const next = lowest + moving.length + 1
  const highest = below === undefined ? Math.min(above ?? next, next) : (above ?? next)
  const step = (highest - lowest) / (moving.length + 1)
  if (step > 1e-6)
    return moving.map(({ id }, at) => ({ do: 'set', id, values: { layer: lowest + step * (at + 1) } }))

  // No number is left between the two neighbours: count all of them anew.
  return [...others.slice(0, index), ...moving, ...others.slice(index)].flatMap(
    (placement, layer): HandChange[] =>
      placement.layer === layer ? [] : [{ do: 'set', id: placement.id, values: { layer } }],
  )
}

/** The layer of what is new and lies beneath everything, but on the ground: a new ground is seen on an earlier one. */
export function layerBeneath({ state, frame }: Work): number {
  const ground = lyingAsGround(state, frame).at(-1)
  const lowest = [...state.values()]
    .filter(({ layer }) => !ground || layer > ground.layer)
    .reduce((least, { layer }) => Math.min(least, layer), 0)
  return ground ? (ground.layer + lowest) / 2 : lowest - 1
}

/** Before which of the others the moving ones come; undefined where they already are as far as they can. */
function insertAt(
  order: readonly Placement[],
  moving: readonly Placement[],
  others: readonly Placement[],
  move: LayerMove,
  touches: (one: Placement, other: Placement) => boolean,
): number | undefined {
  const first = moving[0]
  const last = moving.at(-1)
  if (!first || !last) return undefined
  if (move === 'front') return order.at(-moving.length) === first ? undefined : others.length
  if (move === 'back') return order[moving.length - 1] === last ? undefined : 0
  const rank = new Map(order.map(({ id }, at) => [id, at]))
  const rankOf = (placement: Placement) => rank.get(placement.id) ?? 0
  const meets = (other: Placement) => moving.some((one) => touches(one, other))
  if (move === 'forward') {
    const next = others.findIndex((other) => rankOf(other) > rankOf(last) && meets(other))
    return next < 0 ? undefined : next + 1
  }
  const next = others.findLastIndex((other) => rankOf(other) < rankOf(first) && meets(other))
  return next < 0 ? undefined : next
}
