/** The one way in: whatever a person made becomes a master, a ladder of renditions and what is known of its colours. */
import type { PhotoEdits } from '#core/contract/photo-edits.ts'
import type { Drawing } from '#core/ink/drawing.ts'
import { decodeLimitsWithin, decodePicture } from './decode.ts'
import { editPhoto } from './edit-photo.ts'
import { pictureFeatures, type PictureFeatures } from './features.ts'
import { drawDrawing } from './ink.ts'
import { drawText } from './lettering.ts'
import { pictureLimits, type PictureLimits } from './limits.ts'
import type { Pixels } from './pixels.ts'
import { encodeMaster, makeLadder, type EncodedPicture, type Rendition } from './renditions.ts'

/** What a piece is made of, by its kind. Colours of a text are chosen by the text itself if they are left out. */
export type PictureSource =
  | { readonly kind: 'photo'; readonly bytes: Uint8Array; readonly edits?: PhotoEdits }
  | { readonly kind: 'drawing'; readonly drawing: Drawing }
  | { readonly kind: 'text'; readonly text: string; readonly paper?: string; readonly ink?: string }

export interface PreparedPicture extends PictureFeatures {
  /** The largest that is kept; longer side at most 6000 px. */
  readonly master: EncodedPicture
  /** Small to large. Sizes above the last are answered with the last, see `ladderFor`. */
  readonly renditions: readonly Rendition[]
  /** Of the master, upright. */
  readonly widthPx: number
  readonly heightPx: number
}

/**
 * Prepares a picture. Pure: bytes in, bytes out, nothing stored, nothing of the source kept but its pixels.
 * @throws PictureUnreadable (a `Problem` of type `picture-unreadable`) with the reason
 */
export async function preparePicture(
  source: PictureSource,
  limits: PictureLimits = pictureLimits,
): Promise<PreparedPicture> {
  const pixels = await pixelsOf(source, limits)
  // Side by side: where a processor is free, who waits for one picture waits for the longer of the two.
  const [master, { renditions, smallest }] = await Promise.all([encodeMaster(pixels), makeLadder(pixels)])
  const features = await pictureFeatures(smallest)
  return { master, renditions, widthPx: pixels.widthPx, heightPx: pixels.heightPx, ...features }
}

async function pixelsOf(source: PictureSource, limits: PictureLimits): Promise<Pixels> {
  switch (source.kind) {
    case 'photo':
      return editPhoto(await decodePicture(source.bytes, decodeLimitsWithin(limits)), source.edits ?? {})
    case 'drawing':
      return drawDrawing(source.drawing)
    case 'text':
      return drawText(source.text, source)
  }
}
