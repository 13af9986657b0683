/**
 * Puts the planes of the stage together, frame by frame: the work as it stands, what the hand carries over it, Konva for
 * what is chosen.
 */
import type { Placement } from '#core/contract/composition.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { Composer } from '../composer.svelte.ts'
import { BasePlane, scaleOf, type Sight, type Stock } from './base-plane.ts'
import { boundsOf, outerBox } from './box.ts'
import { Carried, shiftOf } from './carried.ts'
import { paintChosen } from './chosen-frames.ts'
import { coloursOf, type Colours } from './colours.ts'
import { paintCropping } from './cropping.ts'
import { liveMax, type LivePlane } from './live-plane.ts'
import { Marigolds } from './marigold.ts'
import { OwnElements } from './own-elements.ts'
import { paintAll, paintGround, standing, type Stood } from './painter.ts'
import { devicePixelRatioMax, type PictureStock } from './picture-stock.ts'
import { everywhere } from './spatial-index.ts'
import { glidingOn } from './shown.ts'
import { shownStock, Standing } from './stock.ts'

const arrivalsMs = 250

export class Planes {
  readonly #composer: Composer
  readonly #invalidate: () => void
  readonly #pictureStock: PictureStock
  readonly #listenNoMore: () => void
  readonly #base: BasePlane
  readonly #standing: Standing
  readonly #own: OwnElements
  readonly #marigolds: Marigolds
  readonly #carried = new Carried()
  /** The layout that is looked at, and what it was made from. */
  #looked: { readonly preview: unknown; readonly stock: Stock } | null = null
  #arrivedMs = -Infinity
  #colours: Colours | undefined
  #sight: Sight | undefined

  constructor(composer: Composer, invalidate: () => void) {
    this.#composer = composer
    this.#invalidate = invalidate
    this.#pictureStock = composer.pictureStock
    this.#listenNoMore = this.#pictureStock.listen(() => this.arrived())
    this.#base = new BasePlane(this.#pictureStock.tilesBytes)
    this.#standing = new Standing(composer.index)
    this.#marigolds = new Marigolds(composer.background)
    this.#own = new OwnElements(
      () => composer.ground,
      () => {
        this.#base.changed([everywhere])
        invalidate()
      },
    )
    // What changed before there was a stage needs no painting anew.
    composer.index.takeChanged()
  }

  /** Nothing of it is seen: its tiles are let go of. */
  makeRoom(): void {
    this.#base.close()
  }

  /** Pictures came, or what kept them from being drawn is over. */
  arrived(): void {
    // Behind the guest's view nothing is seen; the two would ask for the same pieces in other sizes by turns.
    if (this.#composer.isGuestIn) return
    // Of sheets that come one after the other, not each has all tiles painted anew.
    const nowMs = performance.now()
    if (this.#pictureStock.sheets.isBusy && nowMs - this.#arrivedMs < arrivalsMs) return
    this.#arrivedMs = nowMs
    this.#base.arrived()
    this.#invalidate()
  }

  /** @returns whether another frame is needed to finish this one */
  draw(canvas: HTMLCanvasElement, live: LivePlane | undefined): 'done' | 'unfinished' {
    const context = canvas.getContext('2d', { alpha: false })
    const { held, state, index, viewfinder } = this.#composer
    const { camera, view } = viewfinder
    if (!context || view.widthPx === 0 || this.#composer.isGuestIn) return 'done'
    const devicePixelRatio = Math.min(window.devicePixelRatio, devicePixelRatioMax)
    const width = Math.round(view.widthPx * devicePixelRatio)
    const height = Math.round(view.heightPx * devicePixelRatio)
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })

    this.#base.changed(index.takeChanged())
    this.#base.changed(this.#standing.leaveOut(held, state))
    const sight: Sight = {
      camera,
      view,
      devicePixelRatio,
      isMoving: this.#pictureStock.pictures.isMoving,
      stock: this.#stock(),
      wholePxPerMm: this.#composer.viewfinder.wholeCamera.pxPerMm,
      frame: this.#composer.frame,
      background: this.#composer.background,
      pictures: this.#pictureStock.pictures,
      own: this.#own,
      marigolds: this.#marigolds,
      drawnAs: this.#composer.drawnAs,
      colours: (this.#colours ??= coloursOf(canvas)),
      averageColour: (id: PieceId) => this.#composer.pieces.get(id)?.averageColour ?? null,
    }
    this.#sight = sight
    const nowMs = performance.now()
    const glides = this.#composer.glide.isOn(nowMs)
    if (glides) {
      paintGround(context, sight, scaleOf(sight), viewfinder.shown, sight.colours)
      paintAll(context, sight, glidingOn(this.#composer, nowMs).map(standing), scaleOf(sight))
    }
    const painted = glides ? 'unfinished' : this.#base.paint(context, sight)
    this.#outline(context, sight)
    const cropped = this.#composer.cropping.now
    const chosen = this.#composer.preview || cropped ? [] : this.#composer.movable
    if (cropped) paintCropping(context, sight, cropped)
    const isLive = live !== undefined && chosen.length <= liveMax
    const carries = this.#carry(context, sight, isLive)
    paintChosen(context, sight, this.#composer)
    live?.show({
      ...sight,
      chosen: isLive ? chosen : [],
      held,
      isCarried: carries || (sight.isMoving && chosen.length > 1),
    })
    return painted
  }

  cameraMoved(): void {
    // Before there is anything to see, nobody moves.
    if (this.#sight) this.#pictureStock.pictures.moved()
  }

  renewSheets(): void {
    void this.#pictureStock.sheets.renew()
  }

  /** Their pixels go at once, from every bitmap that shows them. */
  takeDown(placements: readonly Placement[]): void {
    if (placements.length === 0) return
    for (const { pieceId } of placements) if (pieceId) this.#pictureStock.pictures.forget(pieceId)
    this.#carried.letGo()
    if (this.#sight)
      this.#base.eraseAtOnce(
        placements.map((placement) => boundsOf(outerBox(placement))),
        this.#sight,
      )
  }

  /** The whole work, so wide. */
  readonly paintOverview = (context: CanvasRenderingContext2D, widthPx: number): void =>
    this.#base.paintOverview(context, widthPx, this.#composer.frame)

  close(): void {
    this.#listenNoMore()
    this.#base.close()
    this.#carried.letGo()
  }

  #stock(): Stock {
    const { preview } = this.#composer
    if (!preview) {
      this.#looked = null
      return this.#standing
    }
    if (this.#looked?.preview !== preview) this.#looked = { preview, stock: shownStock(preview) }
    return this.#looked.stock
  }

  #outline(context: CanvasRenderingContext2D, sight: Sight): void {
    const { originX, originY, pxPerMm } = scaleOf(sight)
    const { widthMm, heightMm } = sight.frame
    context.strokeStyle = sight.colours.ink
    context.lineWidth = sight.devicePixelRatio
    context.strokeRect(
      Math.round(originX) - 0.5,
      Math.round(originY) - 0.5,
      Math.round(widthMm * pxPerMm) + 1,
      Math.round(heightMm * pxPerMm) + 1,
    )
  }

  /** What the hand holds, over all else. @returns whether it is merely carried */
  #carry(context: CanvasRenderingContext2D, sight: Sight, isLive: boolean): boolean {
    const { held, state, index } = this.#composer
    if (held.size === 0) {
      this.#carried.letGo()
      return false
    }
    const shift = shiftOf(held, state)
    if (shift)
      this.#carried.paint(context, sight, { held, state, shift, within: (rect) => index.within(rect) })
    else if (!isLive) paintAll(context, sight, carriedBoxes(this.#composer), scaleOf(sight))
    return shift !== null
  }
}

function carriedBoxes({ held, state }: Composer): Stood[] {
  return [...held].flatMap(([id, box]): Stood[] => {
    const placement = state.get(id)
    return placement ? [{ ...placement, ...box }] : []
  })
}
