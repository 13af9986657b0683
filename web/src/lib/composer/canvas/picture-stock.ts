/**
 * The pictures that a window holds, within one budget of bytes. The stage draws from it, and so do an old version that is looked at
 * and the guest's view, which lies over the stage: none of them holds any of its own.
 */
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { memoryShares } from './memory.ts'
import { Pictures } from './pictures.ts'
import { sheetSource, type SheetSource } from './sheet-source.ts'
import { Sheets } from './sheets.ts'

/** More device pixels for a CSS pixel are not seen, and cost what they hold. */
export const devicePixelRatioMax = 2
/** Of the screen; tray and panels have the rest. */
const stageShare = 0.6

export class PictureStock {
  readonly sheets: Sheets
  readonly pictures: Pictures
  /** What is left for the stage's own tiles. */
  readonly tilesBytes: number
  readonly #listeners = new Set<() => void>()

  constructor(slug: ArtworkSlug, known: Pick<SheetSource, 'list' | 'sizeOf'>) {
    const { width, height } = window.screen
    const ratio = Math.min(window.devicePixelRatio, devicePixelRatioMax)
    const stageBytes = 4 * width * height * stageShare * ratio ** 2
    const shares = memoryShares(window.matchMedia('(pointer: coarse)').matches, stageBytes)
    const arrived = () => {
      for (const hear of this.#listeners) hear()
    }
    this.sheets = new Sheets(sheetSource(slug, known), arrived, shares.sheetsBytes)
    this.pictures = new Pictures(this.sheets, arrived, shares.picturesBytes)
    this.tilesBytes = shares.tilesBytes
  }

  /** Something came, or the camera rests. @returns no longer to be called */
  listen(hear: () => void): () => void {
    this.#listeners.add(hear)
    return () => void this.#listeners.delete(hear)
  }

  close(): void {
    this.#listeners.clear()
    this.pictures.close()
  }
}
