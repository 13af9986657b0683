/** A QR code as data, so that page, printed card, saved picture and server all draw the same one. */
import { qrCode } from './qr-code.ts'

export interface QrSquares {
  /** Width and height in modules, the quiet zone of 4 included. */
  readonly sizeModules: number
  /** SVG path data of the dark modules. */
  readonly path: string
}

const quietModules = 4

/** Level Q: a card is folded, gets coffee on it, and is read by an old phone. */
export function qrSquares(text: string): QrSquares {
  const rows = qrCode(text)
  let path = ''
  for (const [y, row] of rows.entries())
    for (const [x, isDark] of row.entries())
      if (isDark) path += `M${x + quietModules} ${y + quietModules}h1v1h-1z`
  return { sizeModules: rows.length + 2 * quietModules, path }
}
