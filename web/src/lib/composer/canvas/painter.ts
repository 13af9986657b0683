/** Plane 0: the work as it stands, drawn from the pictures of the pieces. Only what the screen shows is drawn. */
import type { Placement } from '#core/contract/composition.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { HexColour } from '#core/contract/artworks.ts'
import type { PieceId } from '#core/contract/ids.ts'
import { toScreen, type Camera, type Viewport } from './camera.ts'
import type { Colours } from './colours.ts'
import { paintMarigold } from './marigold.ts'
import type { Pictures } from './pictures.ts'

/** More than this many at once are drawn as plain colours while the camera moves (composer.md, section 3). */
const picturesWhileMovingMax = 2000

export interface Scene {
  readonly camera: Camera
  readonly view: Viewport
  readonly devicePixelRatio: number
  readonly frame: { readonly widthMm: number; readonly heightMm: number }
  readonly background: HexColour
  /** What the screen shows, lowest first. */
  readonly shown: readonly Shown[]
  readonly isMoving: boolean
  readonly colours: Colours
  readonly averageColour: (pieceId: PieceId) => string | null
  readonly pictures: Pictures
}

export interface Shown {
  readonly pieceId: Placement['pieceId']
  readonly box: Box
}

export function paintScene(context: CanvasRenderingContext2D, scene: Scene): void {
  const { camera, view, devicePixelRatio, frame, colours } = scene
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  context.fillStyle = colours.chalk
  context.fillRect(0, 0, view.widthPx, view.heightPx)

  const corner = toScreen(camera, view, { x: 0, y: 0 })
  const widthPx = frame.widthMm * camera.pxPerMm
  const heightPx = frame.heightMm * camera.pxPerMm
  context.fillStyle = scene.background
  context.fillRect(corner.x, corner.y, widthPx, heightPx)

  const plain = scene.isMoving && scene.shown.length > picturesWhileMovingMax
  for (const shown of scene.shown) paintShown(context, scene, shown, plain)

  context.strokeStyle = colours.ink
  context.lineWidth = 1
  context.strokeRect(corner.x - 0.5, corner.y - 0.5, widthPx + 1, heightPx + 1)
}

function paintShown(context: CanvasRenderingContext2D, scene: Scene, shown: Shown, plain: boolean): void {
  const { camera, view } = scene
  const middle = toScreen(camera, view, { x: shown.box.xMm, y: shown.box.yMm })
  context.save()
  context.translate(middle.x, middle.y)
  if (shown.box.rotationDeg !== 0) context.rotate((shown.box.rotationDeg * Math.PI) / 180)
  const width = shown.box.widthMm * camera.pxPerMm
  const height = shown.box.heightMm * camera.pxPerMm
  if (plain) {
    context.fillStyle = colourOf(scene, shown.pieceId)
    context.fillRect(-width / 2, -height / 2, width, height)
  } else paintPiece(context, scene, shown.pieceId, width, height, 1)
  context.restore()
}

/**
 * Draws a piece, or the marigold of an empty place, in a box around the origin. `pxPerUnit` says how large a unit of
 * the context is on the screen: 1 on plane 0, the camera's where the context already lies in millimetres.
 */
export function paintPiece(
  context: CanvasRenderingContext2D,
  scene: Pick<Scene, 'pictures' | 'colours' | 'averageColour' | 'devicePixelRatio'>,
  pieceId: PieceId | null,
  width: number,
  height: number,
  pxPerUnit: number,
): void {
  if (pieceId === null) return paintMarigold(context, width, height, 1.5 / pxPerUnit, scene.colours)
  const longerPx = Math.max(width, height) * pxPerUnit * scene.devicePixelRatio
  const cut = scene.pictures.get(pieceId, longerPx)
  if (cut) {
    const { bitmap, x, y, w, h } = cut
    return context.drawImage(bitmap, x, y, w, h, -width / 2, -height / 2, width, height)
  }
  context.fillStyle = colourOf(scene, pieceId)
  context.fillRect(-width / 2, -height / 2, width, height)
}

function colourOf(
  { averageColour, colours }: Pick<Scene, 'averageColour' | 'colours'>,
  pieceId: PieceId | null,
): string {
  return (pieceId && averageColour(pieceId)) ?? colours.felt
}
