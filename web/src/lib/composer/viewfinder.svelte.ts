/** What of the work is seen: the camera over it, and the stage that shows what the camera sees. */
import type { ArtworkSize } from '#core/contract/artworks.ts'
import type { Box } from '#core/contract/geometry.ts'
import { boundsOf } from './canvas/box.ts'
import {
  fitted,
  panned,
  shownRect,
  toScreen,
  toWall,
  zoomed,
  type Camera,
  type Point,
  type Rect,
  type Viewport,
} from './canvas/camera.ts'

export class Viewfinder {
  readonly #frame: Pick<ArtworkSize, 'widthMm' | 'heightMm'>

  camera = $state.raw<Camera>({ xMm: 0, yMm: 0, pxPerMm: 0.1 })
  /** How large the stage is; nothing as long as there is none. */
  view = $state.raw<Viewport>({ widthPx: 0, heightPx: 0 })

  constructor(frame: Pick<ArtworkSize, 'widthMm' | 'heightMm'>) {
    this.#frame = frame
  }

  /** The camera that shows all of the work. */
  get wholeCamera(): Camera {
    return fitted({ minX: 0, minY: 0, maxX: this.#frame.widthMm, maxY: this.#frame.heightMm }, this.view)
  }

  /** The part of the work that the stage shows. */
  get shown(): Rect {
    return shownRect(this.camera, this.view)
  }

  /** @param anchor the point of the stage under which the work stays where it is; its middle when left out */
  zoom(factor: number, anchor: Point = { x: this.view.widthPx / 2, y: this.view.heightPx / 2 }): void {
    this.camera = zoomed(this.camera, this.view, anchor, factor, this.wholeCamera.pxPerMm)
  }

  pan(byPx: Point): void {
    this.camera = panned(this.camera, byPx)
  }

  showAll(): void {
    this.camera = this.wholeCamera
  }

  /** Shows a part of the work as large as it goes. */
  show(part: Rect): void {
    this.camera = fitted(part, this.view)
  }

  /** Sees what another one sees. */
  seeAs({ camera, view }: Viewfinder): void {
    this.camera = camera
    this.view = view
  }

  /** Brings a placement into sight, and moves nothing if it is there already. */
  reveal(box: Box): void {
    const { shown } = this
    const { minX, minY, maxX, maxY } = boundsOf(box)
    const isSeen = minX >= shown.minX && maxX <= shown.maxX && minY >= shown.minY && maxY <= shown.maxY
    if (!isSeen) this.camera = { ...this.camera, xMm: box.xMm, yMm: box.yMm }
  }

  /** The point of the work that lies under a point of the stage. */
  toWall(screen: Point): Point {
    return toWall(this.camera, this.view, screen)
  }

  /** Where on the stage a point of the work is seen. */
  toScreen(wall: Point): Point {
    return toScreen(this.camera, this.view, wall)
  }
}
