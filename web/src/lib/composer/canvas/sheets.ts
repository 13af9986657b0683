/**
 * The packed sheets of an artwork's small pictures, decoded and kept within a limit of bytes. Who draws asks for a cell;
 * who fetches pictures hands over what is wished for, and is told what no sheet will bring.
 *
 *     const cell = sheets.cellFor(pieceId, 32)        what is there now, or null
 *     for (const wish of sheets.take(wishes)) …       to be fetched by itself
 */
import type { PieceId, Sha256 } from '#core/contract/ids.ts'
import type { Sheets as Listed } from '#core/contract/sheets.ts'
import {
  cellCorner,
  sheetCapacity,
  sheetCellsPx,
  sheetOf,
  sheetSize,
  sizeInCell,
  type SheetCellPx,
} from '#core/picture/sheet.ts'
import type { SheetSource } from './sheet-source.ts'

/** A part of a bitmap. */
export interface Cut {
  readonly bitmap: ImageBitmap
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** The sheets of small cells of 25,000 pieces, and one of large ones; `Pictures` has the rest of 200 MB. */
const memoryMaxBytes = 120_000_000
const fetchesMax = 3
/**
 * A sheet pays when so much of it is wished for: of large cells, so that it takes at most eight times the memory of what
 * is seen; of small ones less, since they are a first sight of what comes larger.
 */
const paysFrom: Record<SheetCellPx, number> = { 32: 1 / 32, 128: 1 / 8 }
/** Fewer are as quick one by one. */
const fewest = 4
/** When so many wait for larger pictures, a small sight of all of them comes first. */
const manyWaiting = 24

/** One sheet, as it is listed; `bitmap` while it is held. */
interface Packed {
  readonly sha256: Sha256
  readonly cellPx: SheetCellPx
  /** In memory, decoded. */
  readonly bytes: number
  /** How many pieces lie in it. */
  readonly used: number
  state: 'known' | 'coming' | 'held' | 'gone'
  bitmap: ImageBitmap | null
  /** The drawing in which it was seen last. */
  seenAt: number
}

interface Place {
  readonly number: number
  readonly sheets: Readonly<Record<SheetCellPx, Packed | undefined>>
}

export class Sheets {
  readonly #source: SheetSource
  readonly #onArrival: () => void
  readonly #maxBytes: number
  #packed = new Map<Sha256, Packed>()
  #places = new Map<PieceId, Place>()
  /** Counted up with each taking of wishes: what was seen since then is in sight. */
  #drawing = 0
  #isListed = false
  #closed = false

  constructor(source: SheetSource, onArrival: () => void, maxBytes = memoryMaxBytes) {
    this.#source = source
    this.#onArrival = onArrival
    this.#maxBytes = maxBytes
  }

  /** Asks which sheets there are now. Those that are no more are let go of. */
  async renew(): Promise<void> {
    const listed = await this.#source.list().catch(() => null)
    if (this.#closed) return
    if (listed) this.#follow(listed)
    this.#isListed = true
    this.#onArrival()
  }

  /** A cell that holds so many pixels of the piece's longer side; null while there is none. */
  cellFor(pieceId: PieceId, longerSidePx: number): Cut | null {
    const fitting = sheetCellsPx.find((cellPx) => cellPx >= longerSidePx)
    return fitting === undefined
      ? null
      : (this.#cell(pieceId, fitting) ?? (fitting === 32 ? this.#cell(pieceId, 128) : null))
  }

  /** The best cell that there is, however small. */
  anyFor(pieceId: PieceId): Cut | null {
    return this.#cell(pieceId, 128) ?? this.#cell(pieceId, 32)
  }

  /**
   * Begins to fetch the sheets that pay. What is not begun, since enough is on its way, is to be wished for again when
   * something has arrived.
   * @returns the wishes that no sheet will fulfil
   */
  take<Wish extends { readonly pieceId: PieceId; readonly size: number }>(wishes: readonly Wish[]): Wish[] {
    // Whether they lie in sheets is known in a moment.
    if (!this.#isListed) return wishes.filter(({ size }) => size > 128)
    const waiting = wishes.filter(({ size }) => size > 32)
    if (waiting.length >= manyWaiting) this.#fetchThose(waiting, () => 32)
    const fitting = (size: number) => (size <= 32 ? 32 : size <= 128 ? 128 : null)
    const left = this.#fetchThose(wishes, fitting)
    this.#drawing++
    return left
  }

  /** A piece was taken down: its pixels go at once; the others of its sheets stay. */
  forget(pieceId: PieceId): void {
    const place = this.#places.get(pieceId)
    if (!place) return
    this.#places.delete(pieceId)
    for (const cellPx of sheetCellsPx) {
      const sheet = place.sheets[cellPx]
      if (!sheet?.bitmap) continue
      const { x, y } = cellCorner(cellPx, place.number)
      const before = sheet.bitmap
      sheet.bitmap = this.#source.blank(before, x, y, cellPx)
      before.close()
    }
  }

  close(): void {
    this.#closed = true
    for (const sheet of this.#packed.values()) drop(sheet)
  }

  #follow({ sheets, pieces }: Listed): void {
    const before = this.#packed
    this.#packed = new Map()
    const byPlace = new Map<string, Packed>()
    for (const { cellPx, number, sha256 } of sheets) {
      const from = number * sheetCapacity(cellPx)
      const cells = pieces.slice(from, from + sheetCapacity(cellPx))
      const lastNumber = from + cells.findLastIndex((id) => id !== null)
      const { widthPx, heightPx } = sheetSize(cellPx, lastNumber)
      const used = cells.filter((id) => id !== null).length
      const fresh = { state: 'known', bitmap: null, seenAt: 0 } as const
      const sheet = before.get(sha256) ?? { sha256, cellPx, bytes: widthPx * heightPx * 4, used, ...fresh }
      this.#packed.set(sha256, sheet)
      byPlace.set(`${cellPx}/${number}`, sheet)
    }
    for (const [sha256, sheet] of before) if (!this.#packed.has(sha256)) drop(sheet)
    const sheetAt = (cellPx: SheetCellPx, number: number) =>
      byPlace.get(`${cellPx}/${sheetOf(cellPx, number)}`)
    this.#places = new Map(
      pieces.flatMap((id, number) =>
        id === null ? [] : [[id, { number, sheets: { 32: sheetAt(32, number), 128: sheetAt(128, number) } }]],
      ),
    )
  }

  #cell(pieceId: PieceId, cellPx: SheetCellPx): Cut | null {
    const place = this.#places.get(pieceId)
    const sheet = place?.sheets[cellPx]
    const size = sheet?.bitmap && this.#source.sizeOf(pieceId)
    if (!size?.widthPx || !size.heightPx || !sheet?.bitmap || !place) return null
    sheet.seenAt = this.#drawing
    const { widthPx, heightPx } = sizeInCell(cellPx, { widthPx: size.widthPx, heightPx: size.heightPx })
    return { bitmap: sheet.bitmap, ...cellCorner(cellPx, place.number), w: widthPx, h: heightPx }
  }

  /** @returns the wishes for which there is no cell size, or whose sheet does not pay */
  #fetchThose<Wish extends { readonly pieceId: PieceId; readonly size: number }>(
    wishes: readonly Wish[],
    cellFor: (size: number) => SheetCellPx | null,
  ): Wish[] {
    const bySheet = Map.groupBy(wishes, ({ pieceId, size }) => {
      const cellPx = cellFor(size)
      return cellPx === null ? undefined : this.#places.get(pieceId)?.sheets[cellPx]
    })
    return [...bySheet].flatMap(([sheet, some]) => {
      if (!sheet || !this.#pays(sheet, some.length)) return some
      this.#fetch(sheet)
      return []
    })
  }

  /** Whether a sheet is worth its bytes, and there is room for it beside what is in sight. */
  #pays({ state, cellPx, used, bytes }: Packed, wished: number): boolean {
    if (state === 'gone') return false
    if (state !== 'known') return true
    return (
      wished >= Math.max(fewest, used * paysFrom[cellPx]) && this.#bytesInSight() + bytes <= this.#maxBytes
    )
  }

  #bytesInSight(): number {
    return sumOfBytes(
      [...this.#packed.values()].filter(
        ({ state, seenAt }) => state === 'coming' || (state === 'held' && seenAt === this.#drawing),
      ),
    )
  }

  #fetch(sheet: Packed): void {
    const coming = [...this.#packed.values()].filter(({ state }) => state === 'coming')
    if (sheet.state !== 'known' || coming.length >= fetchesMax) return
    sheet.state = 'coming'
    void this.#source.fetch(sheet.sha256).then(
      (bitmap) => {
        this.#keep(sheet, bitmap)
        if (!this.#closed) this.#onArrival()
      },
      // Nobody answers: it is asked for again at the next drawing.
      () => (sheet.state = 'known'),
    )
  }

  #keep(sheet: Packed, bitmap: ImageBitmap | null): void {
    sheet.state = 'gone'
    if (!bitmap) return
    if (this.#closed || this.#packed.get(sheet.sha256) !== sheet) return bitmap.close()
    sheet.state = 'held'
    sheet.bitmap = bitmap
    sheet.seenAt = this.#drawing
    const held = [...this.#packed.values()].filter(({ state }) => state === 'held')
    let bytes = sumOfBytes(held)
    for (const oldest of held.sort((one, other) => one.seenAt - other.seenAt)) {
      if (bytes <= this.#maxBytes) return
      if (oldest === sheet) continue
      drop(oldest)
      bytes -= oldest.bytes
    }
  }
}

const sumOfBytes = (sheets: readonly Packed[]) => sheets.reduce((sum, { bytes }) => sum + bytes, 0)

function drop(sheet: Packed): void {
  sheet.bitmap?.close()
  sheet.bitmap = null
  if (sheet.state === 'held') sheet.state = 'known'
}
