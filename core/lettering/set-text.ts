/**
 * Sets a short text in a box, as large as it will go: pure line breaking, so that the phone's preview and the wall
 * agree. Knows no font; whoever calls hands over a way to measure.
 */
import { breakWord } from './break-word.ts'

/** Width of a run of text in ems: at a font size of 1. */
export type Measure = (text: string) => number

export interface TextBox {
  readonly widthPx: number
  readonly heightPx: number
}

interface SetLine {
  readonly text: string
  readonly xPx: number
  readonly baselinePx: number
}

export interface SetText {
  readonly fontSizePx: number
  readonly lineHeightPx: number
  readonly lines: readonly SetLine[]
}

/** Of the artwork's lettering (Atkinson Hyperlegible Next), in ems. Line height after WCAG 2.2, 1.4.12, tightened for display. */
const lineHeightEm = 1.22
const capHeightEm = 0.67
const descentEm = 0.2

/** One word does not shout: letters take at most this part of the box's height. */
const largestPart = 0.32
/** Rather than let a long word make everything smaller than this part of the height, the word is broken … */
const brokenBelowPart = 1 / 14
/** … and the letters may then be as large as this. */
const brokenLargestPart = 1 / 8

/**
 * Breaks `text` into lines and finds the largest size at which they fit. The maker's own line breaks are kept (more
 * than one empty line becomes one). Lines are about equally long and begin at one left edge; the block stands in the
 * middle of the box. `xPx` and `baselinePx` count from the box's upper left corner.
 */
export function setText(text: string, box: TextBox, measure: Measure): SetText {
  const paragraphs = paragraphsOf(text)
  const width = remembering(measure)
  const largest = Math.max(1, Math.floor(box.heightPx * largestPart))
  const breakBelow = Math.max(1, Math.floor(box.heightPx * brokenBelowPart))
  const fits = (sizePx: number, words: 'whole' | 'broken') => {
    const lines = wrap(paragraphs, box.widthPx / sizePx, width, words)
    return lines !== null && blockHeightEm(lines.length) * sizePx <= box.heightPx ? lines : null
  }

  const whole = largestThat((sizePx) => fits(sizePx, 'whole') !== null, breakBelow, largest)
  const words = whole === null ? 'broken' : 'whole'
  const largestBroken = Math.max(1, Math.floor(box.heightPx * brokenLargestPart))
  const fontSizePx = whole ?? largestThat((sizePx) => fits(sizePx, 'broken') !== null, 1, largestBroken) ?? 1
  const lines = fits(fontSizePx, words) ?? paragraphs.map((paragraph) => paragraph.join(' '))
  return place(balanced(paragraphs, lines, box.widthPx / fontSizePx, width, words), fontSizePx, box, width)
}

/** Words of each paragraph; an empty paragraph is an empty line. */
function paragraphsOf(text: string): readonly (readonly string[])[] {
  const lines = text
    .replaceAll(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .trim()
    .replaceAll(/\n{3,}/g, '\n\n')
    .split('\n')
  // A no-break space is meant: it is not a place to break.
  return lines.map((line) => line.split(/[ \t\u2000-\u200a\u3000]+/).filter((word) => word !== ''))
}

/** Greedy lines no wider than `widthEm`; null if a word would have to be broken and may not be. */
function wrap(
  paragraphs: readonly (readonly string[])[],
  widthEm: number,
  width: Measure,
  words: 'whole' | 'broken',
): readonly string[] | null {
  const lines: string[] = []
  for (const paragraph of paragraphs) {
    let line = ''
    for (const word of paragraph) {
      const longer = line === '' ? word : `${line} ${word}`
      if (width(longer) <= widthEm) {
        line = longer
        continue
      }
      if (line !== '') lines.push(line)
      line = word
      if (width(word) > widthEm) {
        if (words === 'whole') return null
        const parts = breakWord(word, widthEm, width)
        lines.push(...parts.slice(0, -1))
        line = parts.at(-1) ?? ''
      }
    }
    lines.push(line)
  }
  return lines
}

/** The same number of lines in the narrowest column that gives it: no long line above a single short word. */
function balanced(
  paragraphs: readonly (readonly string[])[],
  lines: readonly string[],
  widthEm: number,
  width: Measure,
  words: 'whole' | 'broken',
): readonly string[] {
  if (words === 'broken') return lines
  let narrowest = 0
  let widest = widthEm
  let best = lines
  for (let step = 0; step < 12; step++) {
    const middle = (narrowest + widest) / 2
    const tried = wrap(paragraphs, middle, width, words)
    if (tried !== null && tried.length === lines.length) {
      best = tried
      widest = middle
    } else {
      narrowest = middle
    }
  }
  return best
}

function place(lines: readonly string[], fontSizePx: number, box: TextBox, width: Measure): SetText {
  const lineHeightPx = fontSizePx * lineHeightEm
  const blockWidthPx = Math.max(...lines.map(width)) * fontSizePx
  const left = Math.max(0, (box.widthPx - blockWidthPx) / 2)
  const top = Math.max(0, (box.heightPx - blockHeightEm(lines.length) * fontSizePx) / 2)
  const firstBaseline = top + capHeightEm * fontSizePx
  return {
    fontSizePx,
    lineHeightPx,
    lines: lines.map((text, i) => ({ text, xPx: left, baselinePx: firstBaseline + i * lineHeightPx })),
  }
}

/** From the top of the first line's capitals to the foot of the last line's letters. */
function blockHeightEm(lines: number): number {
  return (lines - 1) * lineHeightEm + capHeightEm + descentEm
}

/** The largest whole number from `low` to `high` that passes, or null; where one passes, all smaller ones do. */
function largestThat(passes: (size: number) => boolean, low: number, high: number): number | null {
  let best: number | null = null
  let from = low
  let to = high
  while (from <= to) {
    const middle = Math.floor((from + to) / 2)
    if (passes(middle)) {
      best = middle
      from = middle + 1
    } else {
      to = middle - 1
    }
  }
  return best
}

/** The same words are measured again and again while the size is sought. */
function remembering(measure: Measure): Measure {
  const known = new Map<string, number>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const now = measure(text)
    known.set(text, now)
    return now
  }
}
