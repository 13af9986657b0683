/** The sheets of an artwork as they are listed, each in the two sizes to which it can be decoded, and what lies where. */
import type { PieceId, Sha256 } from '#core/contract/ids.ts'
import type { Sheets as Listed } from '#core/contract/sheets.ts'
import { sheetCapacity, sheetOf, sheetSize, type SheetCellPx } from '#core/picture/sheet.ts'

/**
 * How large a cell is once it is decoded: as it lies in its sheet, or half of that in a quarter of the memory. The small
 * pictures of 25,000 pieces are 26 MB so, and 105 MB in full.
 */
export const decoded = {
  16: { cellPx: 32, times: 1 / 2 },
  32: { cellPx: 32, times: 1 },
  64: { cellPx: 128, times: 1 / 2 },
  128: { cellPx: 128, times: 1 },
} as const satisfies Record<number, { readonly cellPx: SheetCellPx; readonly times: number }>
export type DecodedPx = keyof typeof decoded
export const decodedPx = [16, 32, 64, 128] as const satisfies readonly DecodedPx[]

/** One sheet as it is listed, in one of its decoded sizes; `bitmap` while it is held. */
export interface Packed {
  readonly sha256: Sha256
  readonly cellPx: DecodedPx
  readonly widthPx: number
  readonly heightPx: number
  /** In memory, decoded. */
  readonly bytes: number
  /** How many pieces lie in it. */
  readonly used: number
  state: 'known' | 'coming' | 'held' | 'gone'
  bitmap: ImageBitmap | null
  /** The drawing in which it was seen last. */
  seenAt: number
}

export interface Place {
  readonly number: number
  readonly sheets: Readonly<Record<DecodedPx, Packed | undefined>>
}

export const keyOf = ({ sha256, cellPx }: Pick<Packed, 'sha256' | 'cellPx'>): string => `${sha256}/${cellPx}`

/** @param before those of the last list; what is still there is taken over as it is */
export function packedIn(
  { sheets, pieces }: Listed,
  before: ReadonlyMap<string, Packed>,
): { readonly packed: Map<string, Packed>; readonly places: Map<PieceId, Place> } {
  const packed = new Map<string, Packed>()
  const byPlace = new Map<string, Packed>()
  for (const { cellPx, number, sha256 } of sheets) {
    const from = number * sheetCapacity(cellPx)
    const cells = pieces.slice(from, from + sheetCapacity(cellPx))
    const lastNumber = from + cells.findLastIndex((id) => id !== null)
    const used = cells.filter((id) => id !== null).length
    const full = sheetSize(cellPx, lastNumber)
    for (const px of decodedPx) {
      if (decoded[px].cellPx !== cellPx) continue
      const key = keyOf({ sha256, cellPx: px })
      const widthPx = full.widthPx * decoded[px].times
      const heightPx = full.heightPx * decoded[px].times
      const bytes = widthPx * heightPx * 4
      const fresh = { state: 'known', bitmap: null, seenAt: 0 } as const
      const sheet = before.get(key) ?? { sha256, cellPx: px, widthPx, heightPx, bytes, used, ...fresh }
      packed.set(key, sheet)
      byPlace.set(`${px}/${number}`, sheet)
    }
  }
  const places = new Map<PieceId, Place>()
  for (const [number, id] of pieces.entries()) {
    if (id === null) continue
    const at = (px: DecodedPx) => byPlace.get(`${px}/${sheetOf(decoded[px].cellPx, number)}`)
    places.set(id, { number, sheets: { 16: at(16), 32: at(32), 64: at(64), 128: at(128) } })
  }
  return { packed, places }
}
