/** SVG that we wrote ourselves → pixels. Never called with anything that came from outside as SVG. */
import sharp from 'sharp'
import type { Pixels } from './pixels.ts'
import { PictureUnreadable } from './unreadable.ts'

/** librsvg stops at 10 MB; drawing that much takes seconds already. */
export const svgMaxBytes = 9_500_000

/**
 * Ends when it is done; how long that may be, its process is held to (workbench.ts).
 * @throws PictureUnreadable `too-intricate`
 */
export async function drawSvg(svg: string): Promise<Pixels> {
  if (svg.length > svgMaxBytes) throw new PictureUnreadable('too-intricate')
  try {
    const { data, info } = await sharp(Buffer.from(svg))
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { data, widthPx: info.width, heightPx: info.height }
  } catch (cause) {
    throw new PictureUnreadable('too-intricate', { cause })
  }
}
