/** A sheet that lies on a table, photographed from the side: a picture of which it is known where the corners are. */
import { inverted, mapPoint, squareToQuad } from '#core/picture/homography.ts'
import type { Point, Quad } from '#core/picture/quad.ts'
import type { RgbPixels } from '#core/picture/straighten.ts'

/** The colour at a share of a picture, between its pixels. */
function colourAt({ data, widthPx, heightPx }: RgbPixels, [u, v]: Point): readonly [number, number, number] {
  const x = Math.min(widthPx - 1, Math.max(0, u * widthPx - 0.5))
  const y = Math.min(heightPx - 1, Math.max(0, v * heightPx - 0.5))
  const left = Math.min(widthPx - 2, Math.floor(x))
  const upper = Math.min(heightPx - 2, Math.floor(y))
  const channel = (offset: number): number => {
    const at = (column: number, row: number) =>
      data[((upper + row) * widthPx + left + column) * 3 + offset] ?? 0
    const above = at(0, 0) * (1 - x + left) + at(1, 0) * (x - left)
    const below = at(0, 1) * (1 - x + left) + at(1, 1) * (x - left)
    return above * (1 - y + upper) + below * (y - upper)
  }
  return [channel(0), channel(1), channel(2)]
}

/** @param shade how much darker it is at the right edge than at the left, 0 … 1 */
export function photographed(sheet: RgbPixels, corners: Quad, table: RgbPixels, shade = 0): RgbPixels {
  const { widthPx, heightPx } = table
  const toSheet = inverted(squareToQuad(corners))
  const data = new Uint8Array(widthPx * heightPx * 3)
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const place: Point = [(x + 0.5) / widthPx, (y + 0.5) / heightPx]
      const [u, v] = mapPoint(toSheet, place)
      const isOnSheet = u >= 0 && u <= 1 && v >= 0 && v <= 1
      const colour = isOnSheet ? colourAt(sheet, [u, v]) : colourAt(table, place)
      data.set(
        colour.map((channel) => channel * (1 - shade * place[0])),
        (y * widthPx + x) * 3,
      )
    }
  return { data, widthPx, heightPx }
}

/** One colour with a little grain, as every camera gives it; the same grain every time. */
export function plainSheet(
  widthPx: number,
  heightPx: number,
  colour: readonly number[],
  grain = 6,
): RgbPixels {
  let seed = 1
  const data = Uint8Array.from({ length: widthPx * heightPx * 3 }, (_, at) => {
    seed = (seed * 48271) % 2147483647
    return Math.min(255, Math.max(0, (colour[at % 3] ?? 0) + ((seed / 2147483647) * 2 - 1) * grain))
  })
  return { data, widthPx, heightPx }
}

/** A picture on a sheet of paper, with a margin of a tenth of its width around it. */
export function onPaper(picture: RgbPixels): RgbPixels {
  const margin = Math.round(picture.widthPx / 10)
  const sheet = plainSheet(picture.widthPx + 2 * margin, picture.heightPx + 2 * margin, [232, 230, 222], 3)
  const rowBytes = picture.widthPx * 3
  for (let row = 0; row < picture.heightPx; row++)
    sheet.data.set(
      picture.data.subarray(row * rowBytes, (row + 1) * rowBytes),
      ((row + margin) * sheet.widthPx + margin) * 3,
    )
  return sheet
}
