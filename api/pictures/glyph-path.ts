/** Letters' outlines, as SVG path data on the card. */
import type { SvgPathCommand } from 'harfbuzzjs'
import type { OpenFont } from './font-file.ts'

/** Outlines in font units, kept as long as their font is. */
const known = new WeakMap<OpenFont, Map<number, readonly SvgPathCommand[]>>()

function outlineOf(font: OpenFont, id: number): readonly SvgPathCommand[] {
  const ofFont = known.get(font) ?? new Map<number, readonly SvgPathCommand[]>()
  known.set(font, ofFont)
  const outline = ofFont.get(id) ?? font.font.glyphToJson(id)
  ofFont.set(id, outline)
  return outline
}

/** A letter of a font, in ems from where its line begins. */
export interface Glyph {
  readonly id: number
  readonly xEm: number
  readonly yEm: number
}

/** `xPx`, `yPx`: where the line begins, on its baseline. */
export function glyphPaths(
  font: OpenFont,
  glyphs: readonly Glyph[],
  { xPx, yPx, sizePx }: { readonly xPx: number; readonly yPx: number; readonly sizePx: number },
): string {
  const scale = sizePx / font.unitsPerEm
  return glyphs
    .flatMap(({ id, xEm, yEm }) => {
      const left = xPx + xEm * sizePx
      const base = yPx - yEm * sizePx
      return outlineOf(font, id).map(({ type, values }) => {
        // Pairs of x and y; a font's y grows upwards.
        const placed = values.map((value, i) =>
          round(i % 2 === 0 ? left + value * scale : base - value * scale),
        )
        return type + placed.join(' ')
      })
    })
    .join('')
}

/** Hundredths of a unit of the card: finer than a pixel at any size it is drawn. */
function round(value: number): number {
  return Math.round(value * 100) / 100
}
