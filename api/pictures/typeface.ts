/** The artwork's lettering as outlines: fonts that come with the program, so that no machine needs to have any. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

/**
 * Atkinson Hyperlegible Next (Braille Institute), made to be told apart letter by letter, and for what it lacks Noto Sans
 * and Noto Emoji (Google), in outlines as well. All SIL OFL 1.1. Tried in this order for each character, and opened
 * only when a text comes so far. A further script is one more line.
 */
const files = [
  '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-600-normal.woff2',
  '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-600-normal.woff2',
  '@fontsource/noto-sans/files/noto-sans-vietnamese-600-normal.woff2',
  '@fontsource/noto-sans/files/noto-sans-greek-600-normal.woff2',
  '@fontsource/noto-sans/files/noto-sans-cyrillic-600-normal.woff2',
  '@fontsource/noto-emoji/files/noto-emoji-emoji-600-normal.woff2',
]

/** A piece of text in one font, or in none that we have. */
interface Run {
  readonly text: string
  readonly font: Font | null
}

/** Width, in ems, of the box that stands for a character in none of the fonts. */
const unknownEm = 0.8

const opened = new Map<string, Font>()
function open(file: string): Font {
  const before = opened.get(file)
  if (before) return before
  const font = create(readFileSync(createRequire(import.meta.url).resolve(file)))
  if (!('layout' in font)) throw new Error(`${file} holds several fonts`)
  opened.set(file, font)
  return font
}

/** Width of a line in ems. */
export function measureText(text: string): number {
  return runsOf(text).reduce((sum, { text, font }) => sum + runWidth(text, font), 0)
}

/** A line as SVG path data, its baseline at `y`, beginning at `x`. Characters of no font are shown as open boxes. */
export function textPath(text: string, x: number, y: number, sizePx: number): string {
  let path = ''
  let at = x
  for (const run of runsOf(text)) {
    path += run.font === null ? boxes(run.text, at, y, sizePx) : glyphs(run.text, run.font, at, y, sizePx)
    at += runWidth(run.text, run.font) * sizePx
  }
  return path
}

const graphemes = new Intl.Segmenter('da', { granularity: 'grapheme' })

/** Neighbours in the same font stay together, so that kerning and ligatures work. */
function runsOf(text: string): readonly Run[] {
  const runs: { text: string; font: Font | null }[] = []
  for (const { segment } of graphemes.segment(text.normalize('NFC'))) {
    const font = fontFor(segment)
    const last = runs.at(-1)
    if (last && last.font === font) last.text += segment
    else runs.push({ text: segment, font })
  }
  return runs
}

/** Joiners and variation selectors draw nothing; a font need not have them. */
const joiner = '\u200d'
const invisible = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]$/u

function fontFor(grapheme: string): Font | null {
  const visible = [...grapheme].filter((character) => !invisible.test(character))
  for (const file of files) {
    const font = open(file)
    if (visible.every((character) => font.hasGlyphForCodePoint(codePoint(character)))) return font
  }
  return null
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0
}

function runWidth(text: string, font: Font | null): number {
  if (font === null) return [...graphemes.segment(text)].length * unknownEm
  return font.layout(clean(text, font)).advanceWidth / font.unitsPerEm
}

function glyphs(text: string, font: Font, x: number, y: number, sizePx: number): string {
  const scale = sizePx / font.unitsPerEm
  const run = font.layout(clean(text, font))
  let path = ''
  let at = x
  for (const [i, glyph] of run.glyphs.entries()) {
    const position = run.positions[i]
    const dx = at + (position?.xOffset ?? 0) * scale
    const dy = y - (position?.yOffset ?? 0) * scale
    path += glyph.path.transform(scale, 0, 0, -scale, dx, dy).toSVG()
    at += (position?.xAdvance ?? 0) * scale
  }
  return path
}

/** What binds a family of emoji together must reach the font that knows it; to any other it would be a box. */
function clean(text: string, font: Font): string {
  const kept = (character: string) =>
    !invisible.test(character) || (character === joiner && font.hasGlyphForCodePoint(codePoint(joiner)))
  return [...text].filter(kept).join('')
}

/** An open box: outer edge one way round, inner edge the other. */
function boxes(text: string, x: number, y: number, sizePx: number): string {
  const width = (unknownEm - 0.16) * sizePx
  const height = 0.67 * sizePx
  const line = 0.06 * sizePx
  return [...graphemes.segment(text)]
    .map((_, i) => {
      const left = x + (i * unknownEm + 0.08) * sizePx
      const inner = `M${left + line} ${y - line}v${-(height - 2 * line)}h${width - 2 * line}v${height - 2 * line}Z`
      return `M${left} ${y}h${width}v${-height}h${-width}Z${inner}`
    })
    .join('')
}
