/** What part of the work is on the screen. Wall lengths are millimetres, screen lengths CSS pixels. */

export interface Camera {
  /** The point of the work that lies in the middle of the screen. */
  readonly xMm: number
  readonly yMm: number
  readonly pxPerMm: number
}

export interface Viewport {
  readonly widthPx: number
  readonly heightPx: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Rect {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

const closestPxPerMm = 40
const marginPx = 48

export function toWall(camera: Camera, view: Viewport, screen: Point): Point {
  return {
    x: camera.xMm + (screen.x - view.widthPx / 2) / camera.pxPerMm,
    y: camera.yMm + (screen.y - view.heightPx / 2) / camera.pxPerMm,
  }
}

export function toScreen(camera: Camera, view: Viewport, wall: Point): Point {
  return {
    x: (wall.x - camera.xMm) * camera.pxPerMm + view.widthPx / 2,
    y: (wall.y - camera.yMm) * camera.pxPerMm + view.heightPx / 2,
  }
}

/** The part of the work that the screen shows. */
export function shownRect(camera: Camera, view: Viewport): Rect {
  const halfX = view.widthPx / 2 / camera.pxPerMm
  const halfY = view.heightPx / 2 / camera.pxPerMm
  return {
    minX: camera.xMm - halfX,
    maxX: camera.xMm + halfX,
    minY: camera.yMm - halfY,
    maxY: camera.yMm + halfY,
  }
}

/** The camera that shows all of `rect`, with a little air around it. */
export function fitted(rect: Rect, view: Viewport): Camera {
  const widthPx = Math.max(view.widthPx - 2 * marginPx, 64)
  const heightPx = Math.max(view.heightPx - 2 * marginPx, 64)
  const widthMm = Math.max(rect.maxX - rect.minX, 1)
  const heightMm = Math.max(rect.maxY - rect.minY, 1)
  return {
    xMm: (rect.minX + rect.maxX) / 2,
    yMm: (rect.minY + rect.maxY) / 2,
    pxPerMm: Math.min(widthPx / widthMm, heightPx / heightMm, closestPxPerMm),
  }
}

/** Comes closer (factor over 1) or goes back, while the point of the work under `anchor` stays where it is. */
export function zoomed(
  camera: Camera,
  view: Viewport,
  anchor: Point,
  factor: number,
  farthest: number,
): Camera {
  const pxPerMm = Math.min(Math.max(camera.pxPerMm * factor, farthest / 2), closestPxPerMm)
  const under = toWall(camera, view, anchor)
  return {
    xMm: under.x - (anchor.x - view.widthPx / 2) / pxPerMm,
    yMm: under.y - (anchor.y - view.heightPx / 2) / pxPerMm,
    pxPerMm,
  }
}

/** Moves the work under the screen by so many pixels. */
export function panned(camera: Camera, byPx: Point): Camera {
  return {
    ...camera,
    xMm: camera.xMm - byPx.x / camera.pxPerMm,
    yMm: camera.yMm - byPx.y / camera.pxPerMm,
  }
}
