/** Where everything is: asked by point (the hand), by rectangle (the marquee) and by screen (culling). */
import RBush from 'rbush'
import type { Placement } from '#core/contract/composition.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import { isGround } from '#core/composition/ground.ts'
import { byLayer, type CompositionState } from '#core/composition/state.ts'
import type { LayoutFrame } from '#core/layout/layout.ts'
import { boundsOf, outerBox } from './box.ts'
import type { Point, Rect } from './camera.ts'
import { isHit } from './hit.ts'

interface Entry extends Rect {
  readonly placement: Placement
}

/** More changes than this at once are as good as everything. */
const changesMax = 400
export const everywhere: Rect = { minX: -Infinity, minY: -Infinity, maxX: Infinity, maxY: Infinity }

export class SpatialIndex {
  readonly #frame: LayoutFrame
  readonly #tree = new RBush<Entry>()
  readonly #entries = new Map<PlacementId, Entry>()
  #changed: Rect[] = []

  constructor(frame: LayoutFrame) {
    this.#frame = frame
  }

  get count(): number {
    return this.#entries.size
  }

  /** Follows the composition; what did not change since last time is not touched. */
  follow(state: CompositionState): void {
    const gone: Entry[] = []
    for (const entry of this.#entries.values())
      if (state.get(entry.placement.id) !== entry.placement) gone.push(entry)
    const come: Entry[] = []
    for (const placement of state.values())
      if (this.#entries.get(placement.id)?.placement !== placement)
        come.push({ ...boundsOf(outerBox(placement)), placement })
    for (const entry of gone) this.#entries.delete(entry.placement.id)
    for (const entry of come) this.#entries.set(entry.placement.id, entry)
    // A tree that is loaded at once is both made and searched faster than one that grew entry by entry.
    if (gone.length + come.length > this.#entries.size / 4) {
      this.#tree.clear()
      this.#tree.load([...this.#entries.values()])
    } else {
      for (const entry of gone) this.#tree.remove(entry)
      for (const entry of come) this.#tree.insert(entry)
    }
    const changed = [...this.#changed, ...gone, ...come]
    this.#changed = changed.length > changesMax ? [everywhere] : changed
  }

  /** Where anything came, left or changed since this was last asked. */
  takeChanged(): readonly Rect[] {
    const changed = this.#changed
    this.#changed = []
    return changed
  }

  /** What touches the rectangle, lowest first. */
  within(rect: Rect): Placement[] {
    return this.#tree
      .search(rect)
      .map(({ placement }) => placement)
      .sort(byLayer)
  }

  /** The bounds of what touches the rectangle and is at least so wide or so high, but for some of it. */
  boundsIn(rect: Rect, leastMm: number, except: ReadonlySet<PlacementId>): Rect[] {
    const isLarge = ({ minX, minY, maxX, maxY }: Rect) => maxX - minX >= leastMm || maxY - minY >= leastMm
    return this.#tree
      .search(rect)
      .filter((entry) => isLarge(entry) && this.#isInTheWay(entry) && !except.has(entry.placement.id))
  }

  /** What a hand can catch in the rectangle, lowest first: it reaches through the ground, as on the bare wall. */
  catchable(rect: Rect): Placement[] {
    return this.within(rect).filter((placement) => !isGround(placement, this.#frame))
  }

  /** The uppermost placement at a point that a hand can catch. */
  at({ x, y }: Point): Placement | undefined {
    return this.catchable({ minX: x, minY: y, maxX: x, maxY: y }).findLast((placement) =>
      isHit(placement, { x, y }),
    )
  }

  /** The bounds of something that touches the rectangle: the rightmost, as that is the one to get past. */
  anyIn(rect: Rect): Rect | undefined {
    return this.#tree
      .search(rect)
      .filter((entry) => this.#isInTheWay(entry))
      .reduce<Rect | undefined>(
        (right, entry) => (right && right.maxX >= entry.maxX ? right : entry),
        undefined,
      )
  }

  /** Pieces stand on fields and threads and on the ground, and do not line up with them. */
  #isInTheWay({ placement }: Entry): boolean {
    const { element } = placement
    return (!element || element.kind === 'words') && !isGround(placement, this.#frame)
  }
}
