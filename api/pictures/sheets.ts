/** Packs small pictures into one: pixels in cells, nothing else. */
import sharp from 'sharp'
import { cellCorner, sheetSize, type SheetCellPx } from '#core/picture/sheet.ts'
import { letGo, rawInput, type Pixels } from './pixels.ts'

/** A number, and what lies in its cell: a picture of the size that it has there. */
export interface CellContents {
  readonly number: number
  readonly picture: Pixels
}

/*
 * How they are written was chosen by measuring: full sheets of 236 photos, drawings and texts (CPU time; bytes; root
 * mean square error of 255 against the stored renditions that they are made of).
 *
 *                          1,024 cells of 32 px                   256 cells of 128 px
 *                          written   read     bytes   error       written   read     bytes   error
 *     JPEG 85 4:4:4           8 ms   12 ms    423 kB    4.2          24 ms   25 ms    959 kB    3.0
 *     JPEG 85 4:2:0           6 ms    8 ms    360 kB    6.0          19 ms   21 ms    809 kB    3.9
 *     WebP 82, effort 2      66 ms   33 ms    259 kB    4.5         158 ms   85 ms    516 kB    2.8
 *     AVIF 60, effort 0     100 ms   68 ms    198 kB    6.8         333 ms  188 ms    432 kB    4.3
 *     reading renditions    844 ms            376 kB                458 ms            535 kB
 *
 * To open a thousand small files costs far more than to write the sheet, so a sheet that only grows is made from the
 * one before it. JPEG in blocks of 8 × 8 without subsampling allows that: what was read and is written again unchanged
 * settles at once (an error of 0.6 against the first writing after 10 times, and the same after 300), and no block
 * reaches into another cell. A sheet from which a piece was taken down is never made from the one before.
 */
const quality = 85

/**
 * Makes the picture of a sheet. `contents` are the cells that are new in it; all others are as in `before`.
 * @param lastNumber of the cells that are in use
 */
export async function composeSheet(
  cellPx: SheetCellPx,
  {
    before,
    contents,
    lastNumber,
  }: {
    readonly before: Uint8Array | null
    readonly contents: readonly CellContents[]
    readonly lastNumber: number
  },
): Promise<Buffer> {
  const size = sheetSize(cellPx, lastNumber)
  const sheet: Pixels = { ...size, data: Buffer.alloc(size.widthPx * size.heightPx * 3, 255) }
  if (before) {
    const earlier = await open(before)
    sheet.data.set(earlier.data.subarray(0, sheet.data.length))
    letGo(earlier)
  }
  for (const { number, picture } of contents) layIntoCell(sheet, picture, cellPx, number)
  const bytes = await sharp(sheet.data, rawInput(sheet))
    .jpeg({ quality, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer()
  letGo(sheet)
  return bytes
}

/** A stored picture as it lies in a cell. `size` says how large that is, for the ladder rounds at every step. */
export async function openForCell(stored: Uint8Array, size: Size): Promise<Pixels> {
  const picture = await open(stored)
  if (picture.widthPx === size.widthPx && picture.heightPx === size.heightPx) return picture
  const data = await sharp(picture.data, rawInput(picture))
    .resize({ width: size.widthPx, height: size.heightPx, fit: 'fill' })
    .raw()
    .toBuffer()
  return { ...size, data }
}

/** For a cell whose picture is lost. */
export function plainForCell(colour: string, { widthPx, heightPx }: Size): Pixels {
  const rgb = Buffer.from([1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)))
  return { widthPx, heightPx, data: Buffer.alloc(widthPx * heightPx * 3, rgb) }
}

/** The mean of the pixels that fall into each, for a smaller cell. To open the smaller picture as well takes ten times as long. */
export function shrinkForCell(picture: Pixels, { widthPx, heightPx }: Size): Pixels {
  const data = Buffer.alloc(widthPx * heightPx * 3)
  const edges = (from: number, to: number) =>
    Array.from({ length: to + 1 }, (_, at) => Math.round((at * from) / to))
  const across = edges(picture.widthPx, widthPx)
  const down = edges(picture.heightPx, heightPx)
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      let [red, green, blue, count] = [0, 0, 0, 0]
      for (let row = down[y] ?? 0; row < (down[y + 1] ?? 0); row++)
        for (let column = across[x] ?? 0; column < (across[x + 1] ?? 0); column++) {
          const at = (row * picture.widthPx + column) * 3
          red += picture.data[at] ?? 0
          green += picture.data[at + 1] ?? 0
          blue += picture.data[at + 2] ?? 0
          count++
        }
      data.set([red / count + 0.5, green / count + 0.5, blue / count + 0.5], (y * widthPx + x) * 3)
    }
  return { data, widthPx, heightPx }
}

type Size = Pick<Pixels, 'widthPx' | 'heightPx'>

/** Only bytes that we wrote ourselves come here; no limits are needed. */
async function open(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height }
}

/** Its right and lower edge go on to the end of the cell. */
function layIntoCell(sheet: Pixels, picture: Pixels, cellPx: SheetCellPx, number: number): void {
  const corner = cellCorner(cellPx, number)
  for (let y = 0; y < cellPx; y++) {
    const from = Math.min(y, picture.heightPx - 1) * picture.widthPx * 3
    const row = picture.data.subarray(from, from + picture.widthPx * 3)
    const to = ((corner.y + y) * sheet.widthPx + corner.x) * 3
    sheet.data.set(row, to)
    sheet.data.fill(row.subarray(-3), to + row.length, to + cellPx * 3)
  }
}
