/** Where everything is: asked by point (the hand), by rectangle (the marquee) and by screen (culling). */
import RBush from 'rbush'
import type { Placement } from '#core/contract/composition.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import { inLayerOrder, type CompositionState } from '#core/composition/state.ts'
import { boundsOf, contains } from './box.ts'
import type { Point, Rect } from './camera.ts'

interface Entry extends Rect {
  readonly placement: Placement
}

export class SpatialIndex {
  readonly #tree = new RBush<Entry>()
  readonly #entries = new Map<PlacementId, Entry>()
  #ranks = new Map<PlacementId, number>()

  /** Follows the composition; what did not change since last time is not touched. */
  follow(state: CompositionState): void {
    const gone = [...this.#entries.values()].filter(({ placement }) => state.get(placement.id) !== placement)
    const come = [...state.values()].filter(
      (placement) => this.#entries.get(placement.id)?.placement !== placement,
    )
    const entries = come.map((placement): Entry => ({ ...boundsOf(placement), placement }))
    for (const entry of gone) this.#entries.delete(entry.placement.id)
    for (const entry of entries) this.#entries.set(entry.placement.id, entry)
    // A tree that is loaded at once is both made and searched faster than one that grew entry by entry.
    if (gone.length + come.length > this.#entries.size / 4) {
      this.#tree.clear()
      this.#tree.load([...this.#entries.values()])
    } else {
      for (const entry of gone) this.#tree.remove(entry)
      for (const entry of entries) this.#tree.insert(entry)
    }
    if (gone.length + come.length > 0)
      this.#ranks = new Map(inLayerOrder(state).map(({ id }, rank) => [id, rank]))
  }

  /** What touches the rectangle, lowest first. */
  within(rect: Rect): Placement[] {
    const rankOf = (placement: Placement) => this.#ranks.get(placement.id) ?? 0
    return this.#tree
      .search(rect)
      .map(({ placement }) => placement)
      .sort((a, b) => rankOf(a) - rankOf(b))
  }

  /** The bounds of what touches the rectangle, but for some of it. */
  boundsIn(rect: Rect, except: ReadonlySet<PlacementId>): Rect[] {
    return this.#tree.search(rect).filter(({ placement }) => !except.has(placement.id))
  }

  /** The uppermost placement at a point. */
  at({ x, y }: Point): Placement | undefined {
    return this.within({ minX: x, minY: y, maxX: x, maxY: y }).findLast((placement) =>
      contains(placement, { x, y }),
    )
  }

  /** The bounds of something that touches the rectangle: the rightmost, as that is the one to get past. */
  anyIn(rect: Rect): Rect | undefined {
    return this.#tree
      .search(rect)
      .reduce<Rect | undefined>(
        (right, entry) => (right && right.maxX >= entry.maxX ? right : entry),
        undefined,
      )
  }
}
