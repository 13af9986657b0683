/** What stands for characters that are in none of our fonts. */

const unknownEm = 0.8
const graphemes = new Intl.Segmenter('da', { granularity: 'grapheme' })
const picture = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u

/** Their width in ems. A picture sign is told too wide for one, so that setting takes a simpler sign. */
export function boxesEm(text: string): number {
  return [...graphemes.segment(text)].reduce(
    (sum, { segment }) => sum + (picture.test(segment) ? 3 : unknownEm),
    0,
  )
}

/** As SVG path data: outer edge one way round, inner edge the other. */
export function openBoxes(text: string, xPx: number, baselinePx: number, sizePx: number): string {
  const width = (unknownEm - 0.16) * sizePx
  const height = 0.67 * sizePx
  const line = 0.06 * sizePx
  return [...graphemes.segment(text)]
    .map((_, i) => {
      const left = xPx + (i * unknownEm + 0.08) * sizePx
      const inner = `M${left + line} ${baselinePx - line}v${-(height - 2 * line)}h${width - 2 * line}v${height - 2 * line}Z`
      return `M${left} ${baselinePx}h${width}v${-height}h${-width}Z${inner}`
    })
    .join('')
}
