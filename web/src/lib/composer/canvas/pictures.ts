/**
 * The pictures of the pieces, each in the size that the screen can show: from a packed sheet where a cell is large enough,
 * else by itself. An old bitmap stays until the new one is decoded; nothing is fetched while the camera moves; what was
 * not seen longest goes first when memory is short.
 */
import { address } from '#lib/api.ts'
import { getPiecePicture } from '#core/contract/inbox.ts'
import type { PieceId } from '#core/contract/ids.ts'
import { renditionSizesPx, type RenditionSize } from '#core/contract/pieces.ts'
import type { Cut, Sheets } from './sheets.ts'

const fetchesMax = 6
const stillnessMs = 120
const largest = renditionSizesPx[renditionSizesPx.length - 1] ?? 2048

interface Held {
  readonly bitmap: ImageBitmap
  readonly size: RenditionSize
}

/** A cell of a sheet can be half of the smallest size that is stored. */
const sizesPx = [16, ...renditionSizesPx] as const
type Size = (typeof sizesPx)[number]

interface Wish {
  readonly pieceId: PieceId
  readonly size: Size
}

/** The smallest size that fills so many device pixels; a quarter less than that is not seen. */
export function sizeFor(longerSidePx: number): Size {
  return sizesPx.find((size) => size >= longerSidePx * 0.75) ?? largest
}

export class Pictures {
  readonly #sheets: Sheets
  readonly #onArrival: () => void
  /** In the order of last use: the first is the one not seen longest. */
  readonly #held = new Map<PieceId, Held>()
  #bytes = 0
  #wishes = new Map<PieceId, Wish>()
  readonly #fetching = new Set<PieceId>()
  readonly #missing = new Set<string>()
  #stillness: ReturnType<typeof setTimeout> | undefined
  #willFetch = false
  #closed = false
  readonly #maxBytes: number
  /** Counted up whenever something is asked for that is not there as large as it should be, and may yet come. */
  unmet = 0

  constructor(sheets: Sheets, onArrival: () => void, maxBytes: number) {
    this.#sheets = sheets
    this.#onArrival = onArrival
    this.#maxBytes = maxBytes
  }

  /** What there is of a piece now; a better size is wished for if this is too small, or far too big to keep. */
  get(pieceId: PieceId, longerSidePx: number): Cut | null {
    const size = sizeFor(longerSidePx)
    const held = this.#held.get(pieceId)
    if (!held || held.size < size || held.size > size * 4) {
      const cell = this.#sheets.cellFor(pieceId, size)
      if (cell) return cell
      this.#wish({ pieceId, size })
    }
    if (!held) return this.#sheets.anyFor(pieceId)
    this.#held.delete(pieceId)
    this.#held.set(pieceId, held)
    const { bitmap } = held
    return { bitmap, x: 0, y: 0, w: bitmap.width, h: bitmap.height }
  }

  /** The camera was moved a moment ago. */
  get isMoving(): boolean {
    return this.#stillness !== undefined
  }

  /** The camera moved: what was wished for may be out of sight. Fetching waits until it rests. */
  moved(): void {
    this.#wishes.clear()
    this.#sheets.rest()
    clearTimeout(this.#stillness)
    this.#stillness = setTimeout(() => {
      this.#stillness = undefined
      this.#onArrival()
    }, stillnessMs)
  }

  /** A piece was taken down: its pixels go at once. */
  forget(pieceId: PieceId): void {
    this.#wishes.delete(pieceId)
    this.#sheets.forget(pieceId)
    this.#drop(pieceId)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#stillness)
    this.#sheets.close()
    for (const pieceId of [...this.#held.keys()]) this.#drop(pieceId)
  }

  #wish(wish: Wish): void {
    if (this.#missing.has(keyOf(wish))) return
    this.unmet++
    this.#wishes.set(wish.pieceId, wish)
    if (this.#stillness !== undefined || this.#willFetch) return
    this.#willFetch = true
    // Not before all is drawn: how many pieces of a sheet are wished for tells whether it pays.
    queueMicrotask(() => this.#takeWishes())
  }

  #takeWishes(): void {
    this.#willFetch = false
    if (this.#closed || this.#stillness !== undefined) return
    const alone = this.#sheets.take([...this.#wishes.values()])
    this.#wishes = new Map(alone.map((wish) => [wish.pieceId, wish]))
    this.#fetchMore()
  }

  #fetchMore(): void {
    for (const wish of this.#wishes.values()) {
      if (this.#closed || this.#fetching.size >= fetchesMax) return
      if (this.#fetching.has(wish.pieceId)) continue
      this.#wishes.delete(wish.pieceId)
      this.#fetching.add(wish.pieceId)
      void this.#fetch(wish).finally(() => {
        this.#fetching.delete(wish.pieceId)
        if (this.#stillness === undefined) this.#fetchMore()
      })
    }
  }

  async #fetch(wish: Wish): Promise<void> {
    const { pieceId } = wish
    const size = wish.size === 16 ? 32 : wish.size
    const bitmap = await fetchBitmap(pieceId, size).catch(() => 'unreached' as const)
    // Without a picture the piece stands in its average colour. Without net it is asked for again at the next drawing.
    if (bitmap === 'unreached') return
    if (!bitmap) return void this.#missing.add(keyOf(wish))
    if (this.#closed) return bitmap.close()
    this.#drop(pieceId)
    this.#held.set(pieceId, { bitmap, size })
    this.#bytes += bytesOf(bitmap)
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= this.#maxBytes || oldest === pieceId) break
      this.#drop(oldest)
    }
    this.#onArrival()
  }

  #drop(pieceId: PieceId): void {
    const held = this.#held.get(pieceId)
    if (!held) return
    this.#held.delete(pieceId)
    this.#bytes -= bytesOf(held.bitmap)
    held.bitmap.close()
  }
}

async function fetchBitmap(pieceId: PieceId, size: RenditionSize): Promise<ImageBitmap | undefined> {
  const response = await fetch(address(getPiecePicture, { params: { id: pieceId, size } }))
  return response.ok ? createImageBitmap(await response.blob()) : undefined
}

const keyOf = ({ pieceId, size }: Wish) => `${pieceId}:${size}`
const bytesOf = (bitmap: ImageBitmap) => bitmap.width * bitmap.height * 4
