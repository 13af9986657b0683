/** The marigold of an empty place on a canvas, from the same petals as in the tiles (core/element/marigold.ts). */
import { inkOn, marigoldLineUnits, marigoldPetals, marigoldPlaceUnits } from '#core/element/marigold.ts'

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Up to this it is drawn once for each doubling of its size; a larger one is seldom and drawn petal by petal. */
const rasterMaxPx = 512
const rasterLeastPx = 16

export class Marigolds {
  readonly #line: string
  readonly #rasters = new Map<number, OffscreenCanvas>()
  #petals: readonly { readonly path: Path2D; readonly turn: number; readonly fill: string }[] | undefined

  /** @param ground the artwork's background */
  constructor(ground: string) {
    this.#line = inkOn(ground)
  }

  /** Paints it in the middle of a box around the origin. @param pxPerUnit device pixels for a unit of the context */
  paint(context: Context, width: number, height: number, pxPerUnit: number): void {
    const side = Math.min(width, height)
    const sidePx = side * pxPerUnit
    if (sidePx > rasterMaxPx) this.#paintPetals(context, side)
    else context.drawImage(this.#rasterFor(sidePx), -side / 2, -side / 2, side, side)
  }

  #rasterFor(sidePx: number): OffscreenCanvas {
    const px = 2 ** Math.ceil(Math.log2(Math.max(rasterLeastPx, sidePx)))
    const known = this.#rasters.get(px)
    if (known) return known
    const raster = new OffscreenCanvas(px, px)
    const context = raster.getContext('2d')
    context?.translate(px / 2, px / 2)
    if (context) this.#paintPetals(context, px)
    this.#rasters.set(px, raster)
    return raster
  }

  #paintPetals(context: Context, side: number): void {
    this.#petals ??= marigoldPetals.map(({ path, turnDeg, fill }) => {
      return { path: new Path2D(path), turn: (turnDeg * Math.PI) / 180, fill }
    })
    context.save()
    const scale = side / marigoldPlaceUnits
    context.scale(scale, scale)
    context.strokeStyle = this.#line
    context.lineWidth = marigoldLineUnits
    context.lineJoin = 'round'
    context.lineCap = 'round'
    for (const { path, turn, fill } of this.#petals) {
      context.rotate(turn)
      context.fillStyle = fill
      context.fill(path)
      context.stroke(path)
      context.rotate(-turn)
    }
    context.restore()
  }
}
