/** Packs small pictures into one: pixels in cells, nothing else. */
import sharp from 'sharp'
import { cellCorner, sheetSize, type SheetCellPx } from '#core/picture/sheet.ts'
import { rawInput, type Pixels } from './pixels.ts'

/** What lies in a cell: a small picture as it is stored, and how large it is there; or a colour where it is lost. */
export interface CellContents {
  readonly number: number
  readonly widthPx: number
  readonly heightPx: number
  readonly picture: Uint8Array | string
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
  }
  // One after the other: nobody waits for it, and others want the machine.
  for (const cell of contents) layIntoCell(sheet, await pixelsOf(cell), cellPx, cell.number)
  return sharp(sheet.data, rawInput(sheet))
    .jpeg({ quality, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer()
}

async function pixelsOf({ picture, widthPx, heightPx }: CellContents): Promise<Pixels> {
  if (typeof picture === 'string') return plain(picture)
  const opened = await open(picture)
  if (opened.widthPx === widthPx && opened.heightPx === heightPx) return opened
  // The ladder rounds at every step, a cell but once.
  const data = await sharp(opened.data, rawInput(opened))
    .resize({ width: widthPx, height: heightPx, fit: 'fill' })
    .raw()
    .toBuffer()
  return { data, widthPx, heightPx }
}

/** One pixel of a colour; its edges fill the cell. */
function plain(colour: string): Pixels {
  const data = Buffer.from([1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)))
  return { data, widthPx: 1, heightPx: 1 }
}

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
