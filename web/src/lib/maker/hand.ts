/**
 * What the hand on the sheet is doing: nothing, or one stroke. Palms, second fingers and what the system takes away
 * leave no mark. Knows neither canvas nor page, and takes its coordinates in paper units.
 */
import type { Stroke } from '#core/ink/drawing.ts'
import { paper } from './paper.ts'

type Point = Stroke['points'][number]

/** What a pointer event says, whichever device it is of. */
export interface Touch {
  readonly pointerId: number
  readonly pointerType: string
  readonly pressure: number
}

/** Points that lie closer than this add bytes, not shape. */
const nearestUnits = 2
const pointsMax = 4000

export class Hand {
  /** Of the stroke that is being made. */
  points: Point[] = []
  #pointer: { readonly id: number; readonly type: string } | null = null
  #penSeen = false

  get isDrawing(): boolean {
    return this.#pointer !== null
  }

  /**
   * @returns whether this touch begins a stroke. A second finger does not: the first stroke goes on. Once there was a
   * pen, touches are the palm of the hand; and one that lay there before the pen came was no stroke.
   */
  down({ pointerId, pointerType }: Touch): boolean {
    const isPen = pointerType === 'pen'
    if (isPen) this.#penSeen = true
    if (!isPen && pointerType === 'touch' && this.#penSeen) return false
    const isPalm = isPen && this.#pointer?.type === 'touch'
    if (this.#pointer !== null && !isPalm) return false
    this.#pointer = { id: pointerId, type: pointerType }
    this.points = []
    return true
  }

  holds({ pointerId }: Pick<Touch, 'pointerId'>): boolean {
    return this.#pointer?.id === pointerId
  }

  /** Adds where the hand is; a little beyond the edge is kept, so that a line may run off the sheet. */
  move(touch: Touch, xUnits: number, yUnits: number): void {
    if (!this.holds(touch) || this.points.length >= pointsMax) return
    const x = tidy(xUnits, paper.widthUnits)
    const y = tidy(yUnits, paper.heightUnits)
    const last = this.points.at(-1)
    if (last && Math.hypot(last[0] - x, last[1] - y) < nearestUnits) return
    const pressure = touch.pointerType === 'pen' ? Math.round(touch.pressure * 100) / 100 : 0.5
    this.points.push([x, y, pressure])
  }

  /** @returns the points of the stroke that ends here, if any */
  up(touch: Pick<Touch, 'pointerId'>): Point[] | null {
    if (!this.holds(touch)) return null
    const { points } = this
    this.#rest()
    return points.length > 0 ? points : null
  }

  /** The system took the finger away (a palm, a call, a notice): the stroke was not meant. @returns whether there was one */
  cancel(touch: Pick<Touch, 'pointerId'>): boolean {
    if (!this.holds(touch)) return false
    this.#rest()
    return true
  }

  #rest(): void {
    this.#pointer = null
    this.points = []
  }
}

const tidy = (units: number, most: number): number =>
  Math.round(Math.min(most + 90, Math.max(-90, units)) * 10) / 10
