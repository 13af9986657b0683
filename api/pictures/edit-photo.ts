/** Does to a photo what its maker wants: first straightened, then turned, see `photo-edits.ts` in the contract. */
import sharp from 'sharp'
import type { PhotoEdits } from '#core/contract/photo-edits.ts'
import { straighten } from '#core/picture/straighten.ts'
import { rawInput, type Pixels } from './pixels.ts'

/** @param photo upright */
export async function editPhoto(photo: Pixels, { turn = 0, corners }: PhotoEdits): Promise<Pixels> {
  const flat = corners ? straightened(photo, corners) : photo
  if (turn === 0) return flat
  const { data, info } = await sharp(flat.data, rawInput(flat))
    .rotate(turn)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height }
}

function straightened(photo: Pixels, corners: NonNullable<PhotoEdits['corners']>): Pixels {
  const { data, ...size } = straighten(photo, corners)
  return { data: Buffer.from(data.buffer), ...size }
}
