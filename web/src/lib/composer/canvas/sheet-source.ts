/** Where the sheets of an artwork come from: the house, and the browser that decodes them. */
import { address } from '#lib/api.ts'
import type { ArtworkSlug, PieceId, Sha256 } from '#core/contract/ids.ts'
import { getSheet, type Sheets as Listed } from '#core/contract/sheets.ts'

interface MasterSize {
  readonly widthPx: number | null
  readonly heightPx: number | null
}

export interface WantedSheet {
  readonly sha256: Sha256
  readonly widthPx: number
  readonly heightPx: number
}

export interface SheetSource {
  list(): Promise<Listed>
  /** Decoded to that size. Null when it is there no more. @throws when nobody answers */
  fetch(wanted: WantedSheet): Promise<ImageBitmap | null>
  sizeOf(pieceId: PieceId): MasterSize | undefined
  /** The same sheet with an empty cell. */
  blank(bitmap: ImageBitmap, x: number, y: number, sidePx: number): ImageBitmap
}

export function sheetSource(slug: ArtworkSlug, known: Pick<SheetSource, 'list' | 'sizeOf'>): SheetSource {
  return {
    ...known,
    async fetch({ sha256, widthPx, heightPx }) {
      const response = await fetch(address(getSheet, { params: { slug, sha256 } }))
      // Decoded beside the page's own work.
      return response.ok
        ? createImageBitmap(await response.blob(), { resizeWidth: widthPx, resizeHeight: heightPx })
        : null
    },
    blank(bitmap, x, y, sidePx) {
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      const context = canvas.getContext('2d')
      context?.drawImage(bitmap, 0, 0)
      context?.clearRect(x, y, sidePx, sidePx)
      return canvas.transferToImageBitmap()
    },
  }
}
