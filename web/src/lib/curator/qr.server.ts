import { create } from 'qrcode'

/** A QR as one SVG path of unit squares, and how many units it is wide. The quiet margin is left to whoever draws it. */
interface QrPicture {
  readonly size: number
  readonly path: string
}

/** Error level Q, so that a quarter may be creased or stained (ux.md, H5). */
export function qrPicture(text: string): QrPicture {
  const { size, data } = create(text, { errorCorrectionLevel: 'Q' }).modules
  const squares: string[] = []
  data.forEach((isDark, index) => {
    if (isDark) squares.push(`M${index % size} ${Math.floor(index / size)}h1v1h-1z`)
  })
  return { size, path: squares.join('') }
}
