/** A QR code as data, so that page, printed card, saved picture and server all draw the same one. */
import { create } from 'qrcode'

export interface QrSquares {
  /** Width and height in modules, the quiet zone of 4 included. */
  readonly sizeModules: number
  /** SVG path data of the dark modules. */
  readonly path: string
}

const quietModules = 4

/** Level Q: a card is folded, gets coffee on it, and is read by an old phone. */
export function qrSquares(text: string): QrSquares {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' })
  let path = ''
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1)
      if (modules.get(y, x)) path += `M${x + quietModules} ${y + quietModules}h1v1h-1z`
  return { sizeModules: modules.size + 2 * quietModules, path }
}
