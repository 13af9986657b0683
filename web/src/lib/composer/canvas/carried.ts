/**
 * What the hand carries without turning or scaling it: painted once, then only moved. So it makes no difference whether
 * that is one piece or all of them.
 */
import type { Placement } from '#core/contract/composition.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { PlacementId } from '#core/contract/ids.ts'
import type { CompositionState } from '#core/composition/state.ts'
import { scaleOf, type Sight } from './base-plane.ts'
import { boundsOf, outerBox } from './box.ts'
import { shownRect, type Camera, type Rect } from './camera.ts'
import { paintAll, type Context } from './painter.ts'
import { common, covers, touches } from './pyramid.ts'

type Held = ReadonlyMap<PlacementId, Box>

export interface Shift {
  readonly xMm: number
  readonly yMm: number
}

/** By how much all of it is moved; null where it is turned or scaled, or each goes its own way. */
export function shiftOf(held: Held, state: CompositionState): Shift | null {
  const keys = [...held.keys()]
  const shifts = [keys[0], keys[Math.floor(keys.length / 2)], keys.at(-1)].map((id) =>
    shiftOfOne(id, held, state),
  )
  const [first] = shifts
  if (!first) return null
  const isSame = (shift: Shift | null) =>
    shift !== null && Math.abs(shift.xMm - first.xMm) < 1e-6 && Math.abs(shift.yMm - first.yMm) < 1e-6
  return shifts.every(isSame) ? first : null
}

function shiftOfOne(id: PlacementId | undefined, held: Held, state: CompositionState): Shift | null {
  const box = id && held.get(id)
  const placement = id && state.get(id)
  if (!box || !placement) return null
  const { widthMm, heightMm, rotationDeg } = placement
  return box.widthMm === widthMm && box.heightMm === heightMm && box.rotationDeg === rotationDeg
    ? { xMm: box.xMm - placement.xMm, yMm: box.yMm - placement.yMm }
    : null
}

interface Painted {
  readonly canvas: OffscreenCanvas
  /** The part of the work that it shows, as it lies at rest. */
  readonly rect: Rect
  readonly camera: Camera
}

export class Carried {
  #painted: Painted | null = null
  #bounds: Rect | null = null
  #keys: readonly PlacementId[] = []

  /** Draws in device pixels what is held, so much aside. `within` tells what stands in a rectangle, lowest first. */
  paint(
    context: Context,
    sight: Sight,
    given: {
      readonly held: Held
      readonly state: CompositionState
      readonly shift: Shift
      readonly within: (rect: Rect) => readonly Placement[]
    },
  ): void {
    const { held, state, shift } = given
    if (held.size !== this.#keys.length || this.#keys.some((id) => !held.has(id))) {
      this.letGo()
      this.#keys = [...held.keys()]
      this.#bounds = boundsOf(
        ...this.#keys.flatMap((id) => {
          const placement = state.get(id)
          return placement ? [outerBox(placement)] : []
        }),
      )
    }
    const seen = movedBy(shownRect(sight.camera, sight.view), { xMm: -shift.xMm, yMm: -shift.yMm })
    if (!this.#bounds || !touches(this.#bounds, seen)) return
    if (
      !this.#painted ||
      this.#painted.camera !== sight.camera ||
      !covers(this.#painted.rect, common(this.#bounds, seen))
    )
      this.#repaint(sight, common(this.#bounds, widened(seen)), given)
    if (!this.#painted) return
    const { canvas, rect } = this.#painted
    const { originX, originY, pxPerMm } = scaleOf(sight)
    context.drawImage(
      canvas,
      Math.round(originX + (rect.minX + shift.xMm) * pxPerMm),
      Math.round(originY + (rect.minY + shift.yMm) * pxPerMm),
    )
  }

  letGo(): void {
    if (this.#painted) Object.assign(this.#painted.canvas, { width: 0, height: 0 })
    this.#painted = null
    this.#keys = []
  }

  #repaint(
    sight: Sight,
    rect: Rect,
    { held, within }: { readonly held: Held; readonly within: (rect: Rect) => readonly Placement[] },
  ): void {
    if (this.#painted) Object.assign(this.#painted.canvas, { width: 0, height: 0 })
    const { pxPerMm } = scaleOf(sight)
    const canvas = new OffscreenCanvas(
      Math.max(Math.ceil((rect.maxX - rect.minX) * pxPerMm), 1),
      Math.max(Math.ceil((rect.maxY - rect.minY) * pxPerMm), 1),
    )
    this.#painted = { canvas, rect, camera: sight.camera }
    const context = canvas.getContext('2d')
    if (!context) return
    const scale = { originX: -rect.minX * pxPerMm, originY: -rect.minY * pxPerMm, pxPerMm }
    paintAll(
      context,
      sight,
      within(rect).filter(({ id }) => held.has(id)),
      scale,
    )
  }
}

const movedBy = ({ minX, minY, maxX, maxY }: Rect, { xMm, yMm }: Shift): Rect => ({
  minX: minX + xMm,
  minY: minY + yMm,
  maxX: maxX + xMm,
  maxY: maxY + yMm,
})

/** A quarter of the stage beyond it, so that not every step outside paints all anew. */
function widened({ minX, minY, maxX, maxY }: Rect): Rect {
  const [asideX, asideY] = [(maxX - minX) / 4, (maxY - minY) / 4]
  return { minX: minX - asideX, maxX: maxX + asideX, minY: minY - asideY, maxY: maxY + asideY }
}
