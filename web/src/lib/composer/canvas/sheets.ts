/**
 * The packed sheets of an artwork's small pictures, decoded and kept within a limit of bytes. Who draws asks for a cell;
 * who fetches pictures hands over what is wished for, and is told what no sheet will bring.
 *
 *     const cell = sheets.cellFor(pieceId, 32)        what is there now, or null
 *     for (const wish of sheets.take(wishes)) …       to be fetched by itself
 */
import type { PieceId } from '#core/contract/ids.ts'
import type { Sheets as Listed } from '#core/contract/sheets.ts'
import { cellCorner, sizeInCell } from '#core/picture/sheet.ts'
import { decoded, decodedPx, keyOf, packedIn, type DecodedPx, type Packed, type Place } from './packed.ts'
import type { SheetSource } from './sheet-source.ts'

/** A part of a bitmap. */
export interface Cut {
  readonly bitmap: ImageBitmap
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

const fetchesMax = 3
/**
 * A sheet pays when so much of it is wished for: of large cells, so that it takes at most eight times the memory of what
 * is seen; of small ones less, since they are a first sight of what comes larger.
 */
const paysFrom: Record<DecodedPx, number> = { 16: 1 / 64, 32: 1 / 32, 64: 1 / 16, 128: 1 / 8 }
/** Fewer are as quick one by one. */
const fewest = 4
/** When so many wait for larger pictures, a small sight of all of them comes first. */
const manyWaiting = 24

export class Sheets {
  readonly #source: SheetSource
  readonly #onArrival: () => void
  readonly #maxBytes: number
  #packed: ReadonlyMap<string, Packed> = new Map<string, Packed>()
  #places: Map<PieceId, Place> = new Map<PieceId, Place>()
  /** Counted up with each taking of wishes: what was seen since then is in sight. */
  #drawing = 0
  /** To be fetched as soon as something has arrived. */
  readonly #waiting = new Set<Packed>()
  #coming = 0
  #isListed = false
  #closed = false

  constructor(source: SheetSource, onArrival: () => void, maxBytes: number) {
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
    return this.#first(
      pieceId,
      decodedPx.filter((px) => px >= longerSidePx),
    )
  }

  /** The best cell that there is, however small. */
  anyFor(pieceId: PieceId): Cut | null {
    return this.#first(pieceId, decodedPx.toReversed())
  }

  /**
   * Begins to fetch the sheets that pay; those for which there is no room on the line follow by themselves. Whatever was
   * wished for before, and is not on its way, is wished for no more.
   * @returns the wishes that no sheet will fulfil
   */
  take<Wish extends { readonly pieceId: PieceId; readonly size: number }>(wishes: readonly Wish[]): Wish[] {
    this.#waiting.clear()
    // Whether they lie in sheets is known in a moment.
    if (!this.#isListed) return wishes.filter(({ size }) => size > 128)
    const waiting = wishes.filter(({ size }) => size > 32)
    if (waiting.length >= manyWaiting) this.#fetchThose(waiting, () => 32)
    const left = this.#fetchThose(wishes, (size) => decodedPx.find((px) => px >= size) ?? null)
    this.#drawing++
    return left
  }

  /** More is on its way, or will be. */
  get isBusy(): boolean {
    return this.#waiting.size > 0 || this.#coming > 0
  }

  /** Fetches nothing more but what is on its way, until something is wished for again. */
  rest(): void {
    this.#waiting.clear()
  }

  /** A piece was taken down: its pixels go at once; the others of its sheets stay. */
  forget(pieceId: PieceId): void {
    const place = this.#places.get(pieceId)
    if (!place) return
    this.#places.delete(pieceId)
    for (const px of decodedPx) {
      const sheet = place.sheets[px]
      if (!sheet?.bitmap) continue
      const { cellPx, times } = decoded[px]
      const { x, y } = cellCorner(cellPx, place.number)
      const before = sheet.bitmap
      sheet.bitmap = this.#source.blank(before, x * times, y * times, px)
      before.close()
    }
  }

  close(): void {
    this.#closed = true
    for (const sheet of this.#packed.values()) drop(sheet)
  }

  #follow(listed: Listed): void {
    const before = this.#packed
    const { packed, places } = packedIn(listed, before)
    this.#packed = packed
    this.#places = places
    for (const [key, sheet] of before) if (packed.get(key) !== sheet) drop(sheet)
  }

  #first(pieceId: PieceId, sizes: readonly DecodedPx[]): Cut | null {
    const place = this.#places.get(pieceId)
    const px = sizes.find((size) => place?.sheets[size]?.bitmap)
    if (!place || !px) return null
    const sheet = place.sheets[px]
    const size = this.#source.sizeOf(pieceId)
    if (!size?.widthPx || !size.heightPx || !sheet?.bitmap) return null
    sheet.seenAt = this.#drawing
    const { cellPx, times } = decoded[px]
    const { widthPx, heightPx } = sizeInCell(cellPx, { widthPx: size.widthPx, heightPx: size.heightPx })
    const { x, y } = cellCorner(cellPx, place.number)
    return { bitmap: sheet.bitmap, x: x * times, y: y * times, w: widthPx * times, h: heightPx * times }
  }

  /** @returns the wishes for which there is no cell size, or whose sheet does not pay */
  #fetchThose<Wish extends { readonly pieceId: PieceId; readonly size: number }>(
    wishes: readonly Wish[],
    cellFor: (size: number) => DecodedPx | null,
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
    if (sheet.state !== 'known' || this.#closed) return
    if (this.#coming >= fetchesMax) return void this.#waiting.add(sheet)
    sheet.state = 'coming'
    this.#coming++
    const settle = () => {
      this.#coming--
      const [next] = this.#waiting
      if (!next) return
      this.#waiting.delete(next)
      this.#fetch(next)
    }
    void this.#source.fetch(sheet).then(
      (bitmap) => {
        this.#keep(sheet, bitmap)
        settle()
        if (!this.#closed) this.#onArrival()
      },
      () => {
        // Nobody answers: it is asked for again at the next drawing.
        sheet.state = 'known'
        settle()
      },
    )
  }

  #keep(sheet: Packed, bitmap: ImageBitmap | null): void {
    sheet.state = 'gone'
    if (!bitmap) return
    if (this.#closed || this.#packed.get(keyOf(sheet)) !== sheet) return bitmap.close()
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
