/**
 * Sets a short text in a box, as large as it will go: pure line breaking, so that the phone's preview and the wall
 * agree. Knows no font; whoever calls hands over a way to measure.
 */
import { breakWord } from './break-word.ts'
import { directionOf, type Direction } from './direction.ts'
import { roomFor, type Room } from './families.ts'
import { unitsOf, type Unit } from './line-breaks.ts'
import { withOneSigns } from './one-sign.ts'
import { readable } from './readable.ts'

/** Width of a run of text in ems: at a font size of 1. */
export type Measure = (text: string) => number

export interface TextBox {
  readonly widthPx: number
  readonly heightPx: number
}

interface SetLine {
  readonly text: string
  readonly direction: Direction
  /** Of the line's left edge, whichever way it is read. */
  readonly xPx: number
  readonly baselinePx: number
}

export interface SetText {
  readonly fontSizePx: number
  readonly lineHeightPx: number
  readonly lines: readonly SetLine[]
}

/** One line of the maker's: what may stand together on a line of ours, and which way it is read. */
interface Paragraph {
  readonly units: readonly Unit[]
  readonly direction: Direction
}

/** A line of ours, before it has a place. */
interface Line {
  readonly text: string
  readonly direction: Direction
}

/** One short word fills its card and does not shout: letters take at most this part of the box's height. */
const largestPartOfCard = 0.4
/** Rather than let a long word make everything smaller than this part of the height, the word is broken … */
const brokenBelowPart = 1 / 14
/** … and the letters may then be as large as this. */
const brokenLargestPart = 1 / 8

/**
 * Breaks `text` into lines and finds the largest size at which they fit. The maker's own line breaks are kept (more
 * than one empty line becomes one). Lines are about equally long and begin at one edge, the left or, where they are
 * read from there, the right; the block stands in the middle of the box. `xPx` and `baselinePx` count from the box's
 * upper left corner.
 */
export function setText(
  text: string,
  box: TextBox,
  measure: Measure,
  largestPart = largestPartOfCard,
): SetText {
  const width = remembering(measure)
  const shown = withOneSigns(readable(text), width)
  const paragraphs = paragraphsOf(shown)
  const room = roomFor(shown)
  const largest = Math.max(1, Math.floor(box.heightPx * largestPart))
  const breakBelow = Math.max(1, Math.floor(box.heightPx * brokenBelowPart))
  const fits = (sizePx: number, words: 'whole' | 'broken') => {
    const lines = wrap(paragraphs, box.widthPx / sizePx, width, words)
    return lines !== null && blockHeightEm(lines.length, room) * sizePx <= box.heightPx ? lines : null
  }

  const whole = largestThat((sizePx) => fits(sizePx, 'whole') !== null, breakBelow, largest)
  const words = whole === null ? 'broken' : 'whole'
  const largestBroken = Math.max(1, Math.floor(box.heightPx * brokenLargestPart))
  const fontSizePx = whole ?? largestThat((sizePx) => fits(sizePx, 'broken') !== null, 1, largestBroken) ?? 1
  const lines = fits(fontSizePx, words) ?? paragraphs.map(onOneLine)
  const even = balanced(paragraphs, lines, box.widthPx / fontSizePx, width, words)
  return place(even, { fontSizePx, box, width, room })
}

function paragraphsOf(text: string): readonly Paragraph[] {
  const lines = text
    .trim()
    .replaceAll(/\n{3,}/g, '\n\n')
    .split('\n')
  const whole = directionOf(text)
  return lines.map((line) => ({ units: unitsOf(line), direction: directionOf(line, whole) }))
}

/** Without a space where there is none yet. */
const joined = (line: string, { text, isSpaced }: Unit) =>
  line === '' || !isSpaced ? line + text : `${line} ${text}`

function onOneLine({ units, direction }: Paragraph): Line {
  return { text: units.reduce(joined, ''), direction }
}

/** Greedy lines no wider than `widthEm`; null if a word would have to be broken and may not be. */
function wrap(
  paragraphs: readonly Paragraph[],
  widthEm: number,
  width: Measure,
  words: 'whole' | 'broken',
): readonly Line[] | null {
  const lines: Line[] = []
  for (const { units, direction } of paragraphs) {
    let line = ''
    for (const unit of units) {
      const longer = joined(line, unit)
      if (width(longer) <= widthEm) {
        line = longer
        continue
      }
      if (line !== '') lines.push({ text: line, direction })
      line = unit.text
      if (width(line) > widthEm) {
        if (words === 'whole') return null
        const parts = breakWord(line, widthEm, width)
        lines.push(...parts.slice(0, -1).map((text) => ({ text, direction })))
        line = parts.at(-1) ?? ''
      }
    }
    lines.push({ text: line, direction })
  }
  return lines
}

/** The same number of lines in the narrowest column that gives it: no long line above a single short word. */
function balanced(
  paragraphs: readonly Paragraph[],
  lines: readonly Line[],
  widthEm: number,
  width: Measure,
  words: 'whole' | 'broken',
): readonly Line[] {
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

function place(
  lines: readonly Line[],
  { fontSizePx, box, width, room }: { fontSizePx: number; box: TextBox; width: Measure; room: Room },
): SetText {
  const lineHeightPx = fontSizePx * room.lineEm
  const widths = lines.map(({ text }) => width(text) * fontSizePx)
  const blockWidthPx = Math.max(...widths)
  const left = Math.max(0, (box.widthPx - blockWidthPx) / 2)
  const top = Math.max(0, (box.heightPx - blockHeightEm(lines.length, room) * fontSizePx) / 2)
  const firstBaseline = top + room.aboveEm * fontSizePx
  return {
    fontSizePx,
    lineHeightPx,
    lines: lines.map((line, i) => ({
      ...line,
      xPx: line.direction === 'rtl' ? left + blockWidthPx - (widths[i] ?? 0) : left,
      baselinePx: firstBaseline + i * lineHeightPx,
    })),
  }
}

/** From the top of the first line's capitals to the foot of the last line's letters. */
function blockHeightEm(lines: number, { aboveEm, belowEm, lineEm }: Room): number {
  return (lines - 1) * lineEm + aboveEm + belowEm
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
