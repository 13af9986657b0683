/**
 * Choosing what part of a picture is seen in its place. The place stays as it is; the picture is moved and enlarged behind it,
 * by hand, by keys or by numbers. Nothing is done before `finish`.
 */
import { closenessOf, cropToKeep, movedCrop, seenPart, zoomedCrop } from '#core/composition/crop.ts'
import type { Placement } from '#core/contract/composition.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import type { Crop } from '#core/contract/look.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Composer } from './composer.svelte.ts'
import { aspectOf } from './pieces.ts'

interface Chosen {
  readonly id: PlacementId
  readonly seen: Crop
}

export interface Croppable {
  readonly placement: Placement
  readonly pictureAspect: number
  readonly placeAspect: number
  readonly seen: Crop
}

export class Cropping {
  readonly #composer: Composer
  #chosen = $state.raw<Chosen | null>(null)

  constructor(composer: Composer) {
    this.#composer = composer
  }

  /** What is being cropped, as it is seen now; null while nothing is, or when it left the work meanwhile. */
  get now(): Croppable | null {
    if (!this.#chosen) return null
    const placement = this.#composer.state.get(this.#chosen.id)
    const croppable = placement && this.of(placement)
    return croppable ? { ...croppable, seen: this.#chosen.seen } : null
  }

  /** What can be cropped: a piece whose maker lets it be, in a place that is not locked. */
  of(placement: Placement): Croppable | null {
    const piece = placement.pieceId === null ? undefined : this.#composer.pieces.get(placement.pieceId)
    if (!piece?.consents.alter || placement.locked) return null
    const pictureAspect = aspectOf(piece)
    const placeAspect = placement.widthMm / placement.heightMm
    const seen = seenPart(pictureAspect, placeAspect, placement.crop)
    return { placement, pictureAspect, placeAspect, seen }
  }

  begin(placement: Placement): void {
    const croppable = this.of(placement)
    if (!croppable) return
    this.#chosen = { id: placement.id, seen: croppable.seen }
    this.#composer.say(m.composer_crop_begun())
  }

  /** By parts of the picture's sides. */
  move(x: number, y: number): void {
    const { now } = this
    if (now) this.#take(now.placement.id, movedCrop(now.seen, x, y))
  }

  zoom(factor: number): void {
    const { now } = this
    if (now) this.#take(now.placement.id, zoomedCrop(now.seen, factor, now.pictureAspect, now.placeAspect))
  }

  finish(): void {
    const { now } = this
    this.#chosen = null
    if (now) this.keep(now)
  }

  cancel(): void {
    this.#chosen = null
  }

  /** Does it at once: what numbers that were written ask for. While a crop is being chosen it waits with the rest. */
  set(croppable: Croppable): void {
    if (this.#chosen) this.#take(croppable.placement.id, croppable.seen)
    else this.keep(croppable)
  }

  keep({ placement, seen, pictureAspect, placeAspect }: Croppable): void {
    const crop = cropToKeep(seen, pictureAspect, placeAspect)
    if (JSON.stringify(crop) === JSON.stringify(placement.crop ?? null)) return
    this.#composer.do('crop', [{ do: 'set', id: placement.id, values: { crop } }])
    this.#composer.say(crop ? m.composer_crop_done() : m.composer_crop_whole_done())
  }

  /** In words, for those who do not see it. */
  tellNow(): void {
    const { now } = this
    if (!now) return
    const percent = (part: number) => Math.round(part * 100)
    const closeness = closenessOf(now.seen, now.pictureAspect, now.placeAspect)
    this.#composer.say(
      m.composer_crop_now({
        left: percent(now.seen.x),
        top: percent(now.seen.y),
        closeness: Math.round(closeness * 100),
      }),
    )
  }

  #take(id: PlacementId, seen: Crop): void {
    this.#chosen = { id, seen }
  }
}
