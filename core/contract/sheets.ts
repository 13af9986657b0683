/** Sheets: the small pictures of an artwork's pieces, many in one file, so that a whole work is there in few requests. */
import { z } from 'zod'
import { sheetCellsPx } from '../picture/sheet.ts'
import { endpoint } from './endpoint.ts'
import { ArtworkSlug, PieceId, Sha256 } from './ids.ts'

/** `number` says which of its cell size it is. The picture lies under its hash and never changes there. */
export const Sheet = z.object({
  cellPx: z.union(sheetCellsPx.map((cellPx) => z.literal(cellPx))),
  number: z.int().min(0),
  sha256: Sha256,
  byteSize: z.int(),
})
export type Sheet = z.infer<typeof Sheet>

/**
 * `pieces[n]` lies in cell n of either size (`core/picture/sheet.ts` says where that is), null in a cell that is free.
 * A sheet that is being made anew is not named; its pieces have their own pictures meanwhile.
 */
export const Sheets = z.object({ sheets: z.array(Sheet), pieces: z.array(PieceId.nullable()) })
export type Sheets = z.infer<typeof Sheets>

export const listSheets = endpoint({
  name: 'listSheets',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/sheets',
  who: 'curator',
  summary: "The packed sheets of the pieces' small pictures, and which piece lies where in them",
  params: z.object({ slug: ArtworkSlug }),
  answer: Sheets,
  problems: ['artwork-not-found'],
})

export const getSheet = endpoint({
  name: 'getSheet',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/sheets/{sha256}',
  who: 'curator',
  summary: 'The picture of one sheet. It is gone as soon as one of its pieces is taken down',
  params: z.object({ slug: ArtworkSlug, sha256: Sha256 }),
  answer: 'picture',
  problems: ['artwork-not-found', 'not-found'],
})
