/**
 * The outline under the keys: which piece the focus is on, and whether the arrows move the focus or the pieces. What a key
 * does not mean here it means as everywhere in the composer (`actions/registry.ts`).
 */
import type { Placement } from '#core/contract/composition.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import { m } from '#lib/paraglide/messages.js'
import { boundsOf, boxOf } from '../canvas/box.ts'
import type { Composer } from '../composer.svelte.ts'
import { beside, between, outlineOf, type Outline, type Way } from './outline.ts'
import { movedWords } from './said.ts'

const ways: ReadonlyMap<string, Way> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
])

/** How far one press moves a piece: a millimetre, ten, or as far as the piece is wide or high. */
export type Stride = 1 | 10 | 'own'

const strides: readonly (readonly [held: string, stride: Stride])[] = [
  ['', 1],
  ['Shift+', 10],
  ['Control+', 'own'],
]

/** What the arrows do to pieces while they are moved, by key. */
export const moves: ReadonlyMap<string, readonly [Way, Stride]> = new Map(
  [...ways].flatMap(([key, way]) =>
    strides.map(([held, stride]) => [`${held}${key}`, [way, stride]] as const),
  ),
)

const rowsOnAPage = 8

export class OutlineTwin {
  /** The arrows move what is chosen, and not the focus. */
  isMoving = $state(false)
  #focused: PlacementId | null = $state(null)
  /** Where a range of chosen pieces begins. */
  #anchor: PlacementId | null = null
  /** Where the focus was last, for when its piece is gone. */
  #at = 0
  readonly #composer: Composer
  readonly outline: Outline = $derived.by(() =>
    outlineOf(this.#composer.state.values(), this.#composer.frame),
  )

  constructor(composer: Composer) {
    this.#composer = composer
  }

  /** The piece under the focus; what stands where it was if it is gone. */
  get current(): Placement | undefined {
    const { rows, spots } = this.outline
    const spot = this.#focused === null ? undefined : spots.get(this.#focused)
    if (spot) return rows[spot.row]?.[spot.column]
    return rows[Math.min(this.#at, rows.length - 1)]?.[0]
  }

  /** @param key as `keyOf` names it. @returns whether it meant something here */
  key(key: string): boolean {
    if (this.isMoving && this.#moveKey(key)) return true
    const way = ways.get(key.replace('Shift+', ''))
    if (way && !key.startsWith('Control+')) return this.#go(this.#besideOr(way), key.startsWith('Shift+'))
    switch (key) {
      case ' ':
        return this.toggle(this.current)
      case 'Enter':
        return this.chooseOnly(this.current)
      case 'Home':
        return this.#go(this.#inRow(0))
      case 'End':
        return this.#go(this.#inRow(-1))
      case 'Control+Home':
        return this.#go(this.outline.rows[0]?.[0])
      case 'Control+End':
        return this.#go(this.outline.rows.at(-1)?.at(-1))
      case 'PageUp':
        return this.#go(this.#rowsOn(-rowsOnAPage))
      case 'PageDown':
        return this.#go(this.#rowsOn(rowsOnAPage))
      case 'm':
        return this.beginMoving()
      default:
        return false
    }
  }

  /** Where nothing is chosen, what is done is done to the piece under the focus. */
  chooseFocusedIfNone(): void {
    if (this.#composer.chosen.size === 0 && this.current) this.#composer.choose([this.current.id])
  }

  chooseOnly(placement: Placement | undefined): boolean {
    if (!placement) return false
    this.#focus(placement)
    this.#anchor = placement.id
    this.#composer.choose(this.#composer.together(placement.id))
    return true
  }

  toggle(placement: Placement | undefined): boolean {
    if (!placement) return false
    this.#focus(placement)
    this.#anchor = placement.id
    const { chosen } = this.#composer
    const its = this.#composer.together(placement.id)
    const others = [...chosen].filter((id) => !its.includes(id))
    const isChosen = chosen.has(placement.id)
    this.#composer.choose(isChosen ? others : [...others, ...its])
    const piece = this.#composer.wordsFor(placement)
    const count = this.#composer.chosen.size
    this.#composer.say(
      isChosen ? m.composer_twin_unchosen({ piece, count }) : m.composer_twin_chosen({ piece, count }),
    )
    return true
  }

  /** All from where the range begins to this one. */
  chooseTo(placement: Placement): boolean {
    this.#anchor ??= this.current?.id ?? placement.id
    this.#focus(placement)
    this.#composer.choose(between(this.outline, this.#anchor, placement.id))
    return true
  }

  beginMoving(): boolean {
    if (this.#composer.isPast) return false
    this.chooseFocusedIfNone()
    const { movable } = this.#composer
    if (movable.length === 0) {
      this.#composer.tell(m.composer_twin_locked())
      return true
    }
    this.isMoving = true
    this.#composer.hold(new Map(movable.map((placement) => [placement.id, boxOf(placement)])))
    this.#composer.say(m.composer_twin_moving({ count: movable.length }))
    return true
  }

  move(way: Way, stride: Stride): void {
    const held = this.#composer.held
    const around = boundsOf(...held.values())
    const [xWay, yWay] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[way]
    const xMm = (xWay ?? 0) * (stride === 'own' ? around.maxX - around.minX : stride)
    const yMm = (yWay ?? 0) * (stride === 'own' ? around.maxY - around.minY : stride)
    this.#composer.hold(
      new Map([...held].map(([id, box]) => [id, { ...box, xMm: box.xMm + xMm, yMm: box.yMm + yMm }])),
    )
    this.#composer.say(movedWords(this.#composer, this.#asHeld(), way))
  }

  /** What was moved stays where it is now: one step that can be undone. */
  put(): void {
    if (!this.isMoving) return
    this.isMoving = false
    this.#composer.letGo()
    this.#composer.say(m.composer_twin_put())
  }

  /** What was moved is where it was. */
  leave(): void {
    this.isMoving = false
    this.#composer.takeBack()
    this.#composer.say(m.composer_twin_left())
  }

  #moveKey(key: string): boolean {
    const move = moves.get(key)
    if (move) this.move(...move)
    else if (key === 'Escape') this.leave()
    else {
      this.put()
      // Enter and M say no more than that; another key is a wish of its own, after what was moved has come to rest.
      return key === 'Enter' || key === 'm'
    }
    return true
  }

  /** The outline as it would be if the hand let go now. */
  #asHeld(): Outline {
    const boxes: ReadonlyMap<PlacementId, Box> = this.#composer.held
    const placements = [...this.#composer.state.values()]
    return outlineOf(
      placements.map((one) => ({ ...one, ...boxes.get(one.id) })),
      this.#composer.frame,
    )
  }

  #besideOr(way: Way): Placement | undefined {
    return this.current && beside(this.outline, this.current, way)
  }

  #inRow(column: number): Placement | undefined {
    const spot = this.current && this.outline.spots.get(this.current.id)
    return spot && this.outline.rows[spot.row]?.at(column)
  }

  #rowsOn(by: number): Placement | undefined {
    const { rows, spots } = this.outline
    const spot = this.current && spots.get(this.current.id)
    const row = rows[Math.max(0, Math.min(rows.length - 1, (spot?.row ?? 0) + by))]
    return row?.[Math.min(spot?.column ?? 0, row.length - 1)]
  }

  /** At the edge there is nothing further, and the key means nothing else either. */
  #go(to: Placement | undefined, addsToChosen = false): true {
    if (!to) return true
    if (addsToChosen) this.chooseTo(to)
    else {
      this.#focus(to)
      this.#anchor = to.id
    }
    return true
  }

  #focus(placement: Placement): void {
    this.#focused = placement.id
    this.#at = this.outline.spots.get(placement.id)?.row ?? 0
    this.#composer.viewfinder.reveal(placement)
  }
}
