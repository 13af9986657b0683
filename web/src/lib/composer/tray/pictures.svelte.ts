/** The tray's small pictures: cut from packed sheets where many of one sheet are in sight, else one by one. */
import { address } from '#lib/api.ts'
import type { ArtworkSlug, PieceId, Sha256 } from '#core/contract/ids.ts'
import { getPiecePicture, type CuratedPiece } from '#core/contract/inbox.ts'
import { getSheet, type Sheets } from '#core/contract/sheets.ts'
import { cellsOf, cutOf, payingSheets, type Cell } from './cells.ts'

/** A picture as CSS draws it behind a box of the piece's own shape. */
interface Background {
  readonly url: string
  readonly size: string
  readonly position: string
}

export class TrayPictures {
  readonly #slug: ArtworkSlug
  readonly #list: () => Promise<Sheets>
  #cells = $state.raw<ReadonlyMap<PieceId, Cell>>(new Map())
  /** Those that are fetched already, or are being. */
  #begun = $state.raw<ReadonlySet<Sha256>>(new Set())
  #isListed = $state(false)

  constructor(slug: ArtworkSlug, list: () => Promise<Sheets>) {
    this.#slug = slug
    this.#list = list
  }

  /** Asks which sheets there are now. Without an answer, those known before stay. */
  async renew(): Promise<void> {
    const listed = await this.#list().catch(() => null)
    if (listed) this.#cells = cellsOf(listed)
    this.#isListed = true
  }

  /** The scrolling has come to rest on these. */
  rest(pieces: readonly CuratedPiece[]): void {
    const paying = payingSheets(pieces.map(({ id }) => this.#cells.get(id)))
    if ([...paying].some((sha256) => !this.#begun.has(sha256))) this.#begun = this.#begun.union(paying)
  }

  /** Null where nothing is to be fetched now. */
  of({ id, widthPx, heightPx }: CuratedPiece, boxPx: number, isMoving: boolean): Background | null {
    const cell = this.#cells.get(id)
    if (cell && widthPx && heightPx && this.#begun.has(cell.sha256)) {
      const url = address(getSheet, { params: { slug: this.#slug, sha256: cell.sha256 } })
      return { url, ...cutOf(cell, boxPx, { widthPx, heightPx }) }
    }
    if (isMoving || !this.#isListed) return null
    return {
      url: address(getPiecePicture, { params: { id, size: 128 } }),
      size: '100% 100%',
      position: '0 0',
    }
  }
}
