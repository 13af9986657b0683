/** Draws pieces: each in its box, from the picture that is there now, else in its average colour. */
import type { ArtworkElement } from '#core/contract/elements.ts'
import type { HexColour } from '#core/contract/artworks.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { Rect } from './camera.ts'
import type { Colours } from './colours.ts'
import { paintMarigold } from './marigold.ts'
import type { OwnElements } from './own-elements.ts'
import type { Pictures } from './pictures.ts'

/** What it takes to draw a piece. */
export interface Palette {
  readonly pictures: Pictures
  readonly colours: Colours
  readonly averageColour: (pieceId: PieceId) => string | null
  readonly own: OwnElements
}

/** A box with a piece in it, the artwork's own element, or the marigold of an empty place. */
export type Stood = Box & {
  readonly pieceId: PieceId | null
  readonly element?: ArtworkElement | undefined
}

/** The same, where the box is what changes. */
export interface Shown {
  readonly pieceId: PieceId | null
  readonly element?: ArtworkElement | undefined
  readonly box: Box
}

export const standing = ({ box, ...shown }: Shown): Stood => ({ ...shown, ...box })

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

export interface Ground {
  readonly frame: { readonly widthMm: number; readonly heightMm: number }
  readonly background: HexColour
}

/** From millimetres to the pixels of a context: `x = originX + xMm × pxPerMm`. */
export interface Scale {
  readonly originX: number
  readonly originY: number
  readonly pxPerMm: number
}

/** The table and the work's own ground on it, in a part of the work. */
export function paintGround(
  context: Context,
  { frame, background }: Ground,
  { originX, originY, pxPerMm }: Scale,
  rect: Rect,
  { chalk }: Colours,
): void {
  context.fillStyle = chalk
  context.fillRect(
    originX + rect.minX * pxPerMm,
    originY + rect.minY * pxPerMm,
    (rect.maxX - rect.minX) * pxPerMm,
    (rect.maxY - rect.minY) * pxPerMm,
  )
  context.fillStyle = background
  context.fillRect(originX, originY, frame.widthMm * pxPerMm, frame.heightMm * pxPerMm)
}

/** Draws what is shown, lowest first. */
export function paintAll(
  context: Context,
  palette: Palette,
  shown: Iterable<Stood>,
  { originX, originY, pxPerMm }: Scale,
): void {
  for (const stood of shown) {
    const { xMm, yMm, widthMm, heightMm, rotationDeg, pieceId, element } = stood
    const [x, y] = [originX + xMm * pxPerMm, originY + yMm * pxPerMm]
    const [width, height] = [widthMm * pxPerMm, heightMm * pxPerMm]
    if (rotationDeg === 0 && pieceId !== null) paintPiece(context, palette, pieceId, x, y, width, height, 1)
    else {
      context.save()
      context.translate(x, y)
      context.rotate((rotationDeg * Math.PI) / 180)
      if (element) palette.own.paint(context, element, stood, width, height)
      else paintPiece(context, palette, pieceId, 0, 0, width, height, 1)
      context.restore()
    }
  }
}

/**
 * Draws a piece, or the marigold of an empty place, in a box around a point. `pxPerUnit` says how many device pixels a
 * unit of the context is.
 */
export function paintPiece(
  context: Context,
  { pictures, colours, averageColour }: Palette,
  pieceId: PieceId | null,
  x: number,
  y: number,
  width: number,
  height: number,
  pxPerUnit: number,
): void {
  if (pieceId === null) return paintMarigold(context, width, height, 1.5 / pxPerUnit, colours)
  const cut = pictures.get(pieceId, Math.max(width, height) * pxPerUnit)
  if (cut) {
    context.drawImage(cut.bitmap, cut.x, cut.y, cut.w, cut.h, x - width / 2, y - height / 2, width, height)
    return
  }
  context.fillStyle = averageColour(pieceId) ?? colours.felt
  context.fillRect(x - width / 2, y - height / 2, width, height)
}
