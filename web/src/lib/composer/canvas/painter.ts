/** Draws pieces: each in its box, from the picture that is there now, else in its average colour. */
import { marksOf } from '#core/composition/mount.ts'
import type { ArtworkElement } from '#core/contract/elements.ts'
import type { HexColour } from '#core/contract/artworks.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { Crop, Mount } from '#core/contract/look.ts'
import type { Rect } from './camera.ts'
import type { Colours } from './colours.ts'
import type { Drawn, DrawnAs } from './drawn-as.ts'
import type { Marigolds } from './marigold.ts'
import type { OwnElements } from './own-elements.ts'
import type { Pictures } from './pictures.ts'

/** What it takes to draw a piece. */
export interface Palette {
  readonly pictures: Pick<Pictures, 'get'>
  readonly colours: Colours
  readonly averageColour: (pieceId: PieceId) => string | null
  readonly own: Pick<OwnElements, 'paint'>
  readonly marigolds: Pick<Marigolds, 'paint'>
  readonly drawnAs: DrawnAs
}

/** A box with a piece in it, the artwork's own element, or the marigold of an empty place. */
export type Stood = Box & Standing

interface Standing {
  readonly pieceId: PieceId | null
  readonly element?: ArtworkElement | undefined
  readonly crop?: Crop | undefined
  readonly mount?: Mount | undefined
}

/** The same, where the box is what changes. */
export interface Shown extends Standing {
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
    const { pieceId, element } = stood
    const drawn = palette.drawnAs(stood)
    const { xMm, yMm, widthMm, heightMm, rotationDeg } = drawn.box
    const [x, y] = [originX + xMm * pxPerMm, originY + yMm * pxPerMm]
    const [width, height] = [widthMm * pxPerMm, heightMm * pxPerMm]
    const units = { pxPerUnit: 1, unitsPerMm: pxPerMm }
    if (rotationDeg === 0 && pieceId !== null)
      paintPiece(context, palette, pieceId, drawn, { x, y, width, height, ...units })
    else {
      context.save()
      context.translate(x, y)
      context.rotate((rotationDeg * Math.PI) / 180)
      if (element) palette.own.paint(context, element, stood, width, height)
      else paintPiece(context, palette, pieceId, drawn, { x: 0, y: 0, width, height, ...units })
      context.restore()
    }
  }
}

/** A box around a point of the context, in its own units. */
interface Room {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** How many device pixels a unit is. */
  readonly pxPerUnit: number
  readonly unitsPerMm: number
}

const whole: Crop = { x: 0, y: 0, width: 1, height: 1 }

/** Draws a piece with its mount, or the marigold of an empty place. */
export function paintPiece(
  context: Context,
  { pictures, colours, averageColour, marigolds }: Omit<Palette, 'own' | 'drawnAs'>,
  pieceId: PieceId | null,
  { part = whole, mount }: Pick<Drawn, 'part' | 'mount'>,
  room: Room,
): void {
  const { x, y, width, height, pxPerUnit } = room
  if (pieceId === null) return marigolds.paint(context, width, height, pxPerUnit)
  if (mount) paintMount(context, colours, mount, room)
  // Of a cropped piece so much more of the whole picture is needed.
  const longer = Math.max(width / part.width, height / part.height)
  const cut = pictures.get(pieceId, longer * pxPerUnit)
  if (cut) {
    const from = [
      cut.x + part.x * cut.w,
      cut.y + part.y * cut.h,
      part.width * cut.w,
      part.height * cut.h,
    ] as const
    context.drawImage(cut.bitmap, ...from, x - width / 2, y - height / 2, width, height)
    return
  }
  context.fillStyle = averageColour(pieceId) ?? colours.felt
  context.fillRect(x - width / 2, y - height / 2, width, height)
}

function paintMount(
  context: Context,
  colours: Colours,
  mount: Mount,
  { x, y, width, height, unitsPerMm }: Room,
): void {
  const box = { xMm: 0, yMm: 0, widthMm: width / unitsPerMm, heightMm: height / unitsPerMm, rotationDeg: 0 }
  for (const { kind, box: field, colour } of marksOf(box, mount)) {
    const [fieldWidth, fieldHeight] = [field.widthMm * unitsPerMm, field.heightMm * unitsPerMm]
    context.fillStyle = colour ?? (kind === 'mat' ? colours.white : colours.ink)
    context.fillRect(x - fieldWidth / 2, y - fieldHeight / 2, fieldWidth, fieldHeight)
  }
}
