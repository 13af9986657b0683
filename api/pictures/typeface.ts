/**
 * The artwork's lettering as outlines: fonts that come with the program (see `core/lettering/families.ts` for their
 * makers), shaped by HarfBuzz, as browsers do it. No machine needs to have any font.
 */
import { Buffer as ShapingBuffer, Direction as ShapingDirection, shape } from 'harfbuzzjs'
import type { Direction } from '#core/lettering/direction.ts'
import { familiesFor } from '#core/lettering/families.ts'
import { simplerSigns } from '#core/lettering/one-sign.ts'
import { readable } from '#core/lettering/readable.ts'
import type { Measure } from '#core/lettering/set-text.ts'
import { filesOf, openFont, type FontFile, type OpenFont } from './font-file.ts'
import { glyphPaths, type Glyph } from './glyph-path.ts'
import { boxesEm, openBoxes } from './open-boxes.ts'
import { inVisualOrder, levelsOf } from './visual-order.ts'

export interface LinePlace {
  /** Of the line's left edge. */
  readonly xPx: number
  readonly baselinePx: number
  readonly fontSizePx: number
  readonly direction: Direction
}

/** The fonts that one text needs, open. */
export interface Typeface {
  readonly measure: Measure
  /** A line as SVG path data. */
  readonly linePath: (text: string, place: LinePlace) => string
}

/** What is drawn for a character, in one font or, as a box, in none that we have. */
interface Sign {
  readonly text: string
  readonly font: OpenFont | null
}

/** A piece of a line in one font and one direction. */
interface Run extends Sign {
  /** Embedding level of the Unicode bidirectional algorithm: odd ones are read from the right. */
  readonly level: number
}

/** What setting may add to a text. */
const added = ' -'

const graphemes = new Intl.Segmenter('da', { granularity: 'grapheme' })

/** Opens the files that hold the text's characters, and no others. */
export async function openTypeface(text: string): Promise<Typeface> {
  const shown = readable(text) + added
  const files = await Promise.all(familiesFor(shown).map(filesOf))
  const inOrder = files.flat()
  const signs = new Map<string, Sign>()
  for (const grapheme of graphemesOf(shown)) {
    for (const one of [grapheme, ...simplerSigns(grapheme)]) {
      if (!signs.has(one)) signs.set(one, await signFor(one, inOrder))
    }
  }
  const signOf = (grapheme: string) => signs.get(grapheme) ?? { text: grapheme, font: null }
  return {
    measure: (line) => runsOf(line, 'ltr', signOf).reduce((sum, run) => sum + shaped(run).widthEm, 0),
    linePath: (line, place) => drawn(inVisualOrder(runsOf(line, place.direction, signOf)), place),
  }
}

/** A character in the first font that has all of it, or else without the accents that no font has. */
async function signFor(grapheme: string, files: readonly FontFile[]): Promise<Sign> {
  const font = await fontFor(grapheme, files)
  const bare = grapheme.replaceAll(/\p{M}/gu, '')
  if (font !== null || bare === grapheme || bare === '') return { text: grapheme, font }
  return { text: bare, font: await fontFor(bare, files) }
}

/** Joiners and the like draw nothing; a font need not have them. */
const invisible = /^[\p{Default_Ignorable_Code_Point}\n\t]$/u
/** Accents are in the files of letters that take them, whatever the file is said to be for. */
const accent = /^\p{M}$/u

async function fontFor(grapheme: string, files: readonly FontFile[]): Promise<OpenFont | null> {
  const visible = [...grapheme].filter((character) => !invisible.test(character))
  const letters = visible.filter((character) => !accent.test(character)).map(codePoint)
  for (const { path, ranges } of files) {
    if (!letters.every((point) => ranges.some(([from, to]) => from <= point && point <= to))) continue
    const opened = await openFont(path)
    if (visible.every((character) => opened.font.nominalGlyph(codePoint(character)) !== undefined))
      return opened
  }
  return null
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0
}

function graphemesOf(text: string): readonly string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment)
}

/** Neighbours in the same font and direction stay together, so that letters join and kerning works. */
function runsOf(text: string, direction: Direction, signOf: (grapheme: string) => Sign): readonly Run[] {
  const levels = levelsOf(text, direction)
  const runs: { text: string; font: OpenFont | null; level: number }[] = []
  for (const { segment, index } of graphemes.segment(text)) {
    const sign = signOf(segment)
    const level = levels[index] ?? 0
    const last = runs.at(-1)
    if (last && last.font === sign.font && last.level === level) last.text += sign.text
    else runs.push({ ...sign, level })
  }
  return runs
}

function shaped({ text, font, level }: Run): { readonly widthEm: number; readonly glyphs: readonly Glyph[] } {
  if (font === null) return { widthEm: boxesEm(text), glyphs: [] }
  const buffer = new ShapingBuffer()
  buffer.addText(text)
  buffer.guessSegmentProperties()
  buffer.setLanguage('da')
  buffer.setDirection(level % 2 === 1 ? ShapingDirection.RTL : ShapingDirection.LTR)
  shape(font.font, buffer)
  let widthEm = 0
  const glyphs = buffer
    .getGlyphInfosAndPositions()
    .map(({ codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 }) => {
      const glyph = {
        id: codepoint,
        xEm: widthEm + xOffset / font.unitsPerEm,
        yEm: yOffset / font.unitsPerEm,
      }
      widthEm += xAdvance / font.unitsPerEm
      return glyph
    })
  return { widthEm, glyphs }
}

function drawn(runs: readonly Run[], { xPx, baselinePx, fontSizePx }: LinePlace): string {
  let path = ''
  let at = xPx
  for (const run of runs) {
    const { widthEm, glyphs } = shaped(run)
    if (run.font === null) path += openBoxes(run.text, at, baselinePx, fontSizePx)
    else path += glyphPaths(run.font, glyphs, { xPx: at, yPx: baselinePx, sizePx: fontSizePx })
    at += widthEm * fontSizePx
  }
  return path
}
