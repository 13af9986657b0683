/** What plane 0 has to draw: the composition without what the hand holds, or the layout that is being looked at. */
import RBush from 'rbush'
import type { Box } from '#core/contract/geometry.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import type { CompositionState } from '#core/composition/state.ts'
import type { Stock } from './base-plane.ts'
import { boundsOf, outerBox } from './box.ts'
import type { Rect } from './camera.ts'
import { standing, type Shown, type Stood } from './painter.ts'
import type { SpatialIndex } from './spatial-index.ts'

type Held = ReadonlyMap<PlacementId, Box>

export class Standing implements Stock {
  readonly #index: SpatialIndex
  #held: Held = new Map()

  constructor(index: SpatialIndex) {
    this.#index = index
  }

  get count(): number {
    return this.#index.count - this.#held.size
  }

  within(rect: Rect): readonly Stood[] {
    const all = this.#index.within(rect)
    return this.#held.size === 0 ? all : all.filter(({ id }) => !this.#held.has(id))
  }

  /** What the hand holds is drawn elsewhere. @returns where something has thereby gone, or is back */
  leaveOut(held: Held, state: CompositionState): Rect[] {
    const before = this.#held
    this.#held = held
    if (before === held || (before.size === held.size && [...held.keys()].every((id) => before.has(id))))
      return []
    const boundsAt = (id: PlacementId) => {
      const placement = state.get(id)
      return placement ? [boundsOf(outerBox(placement))] : []
    }
    const gone = [...held.keys()].filter((id) => !before.has(id))
    const back = [...before.keys()].filter((id) => !held.has(id))
    return [...gone, ...back].flatMap(boundsAt)
  }
}

interface Entry extends Rect {
  readonly rank: number
  readonly stood: Stood
}

/** A layout as it would be. @param shown lowest first */
export function shownStock(shown: readonly Shown[]): Stock {
  const all = shown.map(standing)
  const tree = new RBush<Entry>()
  tree.load(all.map((stood, rank) => ({ ...boundsOf(outerBox(stood)), rank, stood })))
  return {
    count: all.length,
    within: (rect) =>
      tree
        .search(rect)
        .sort((a, b) => a.rank - b.rank)
        .map(({ stood }) => stood),
  }
}
