/**
 * Groups: what belongs together is chosen and moved together. Who goes inside a group chooses its pieces one by one, until
 * something outside it is chosen.
 */
import type { GroupId, PlacementId } from '#core/contract/ids.ts'
import type { CompositionState } from '#core/composition/state.ts'

type Members = ReadonlyMap<GroupId, readonly PlacementId[]>

/** Reckoned once for each state that anybody asks about. */
const known = new WeakMap<CompositionState, Members>()

/** The groups of at least two. */
export function groupsIn(state: CompositionState): Members {
  const before = known.get(state)
  if (before) return before
  const all = Map.groupBy(
    [...state.values()].filter(({ groupId }) => groupId !== undefined),
    ({ groupId }) => groupId,
  )
  const members = new Map<GroupId, readonly PlacementId[]>()
  for (const [groupId, placements] of all)
    if (groupId !== undefined && placements.length > 1)
      members.set(
        groupId,
        placements.map(({ id }) => id),
      )
  known.set(state, members)
  return members
}

/** These, and all that belong to a group with one of them, but for the group that one is inside. */
export function together(
  state: CompositionState,
  ids: Iterable<PlacementId>,
  inside: GroupId | null = null,
): PlacementId[] {
  const groups = groupsIn(state)
  const all = new Set<PlacementId>()
  for (const id of ids) {
    const groupId = state.get(id)?.groupId
    const members = groupId !== undefined && groupId !== inside ? groups.get(groupId) : undefined
    for (const one of members ?? [id]) all.add(one)
  }
  return [...all]
}

/** The one group that all of these are and nobody else is; null where there is none. */
export function groupOf(state: CompositionState, chosen: ReadonlySet<PlacementId>): GroupId | null {
  const [first] = chosen
  const groupId = first === undefined ? undefined : state.get(first)?.groupId
  const members = groupId === undefined ? undefined : groupsIn(state).get(groupId)
  const isAll = members?.length === chosen.size && members.every((id) => chosen.has(id))
  return groupId !== undefined && isAll ? groupId : null
}

export class Groups {
  inside = $state.raw<GroupId | null>(null)

  /** Something was chosen: who chooses outside has left. */
  chose(state: CompositionState, chosen: Iterable<PlacementId>): void {
    if (this.inside === null) return
    for (const id of chosen) if (state.get(id)?.groupId !== this.inside) this.inside = null
  }
}
