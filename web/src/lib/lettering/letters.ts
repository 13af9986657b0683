/** The artwork's lettering as this browser has it: the same fonts as the wall's, measured on a canvas. */
import { familiesFor, type Family } from '#core/lettering/families.ts'
import { readable } from '#core/lettering/readable.ts'
import type { Measure } from '#core/lettering/set-text.ts'
import { fetchSheet } from './letter-sheets.ts'

/** Large, so that hinting does not round the widths. */
const measuredAtPx = 200

/** CSS font-family for a text: its families in the order in which the wall tries them. */
export function lettersFor(text: string): string {
  const names = new Set(familiesFor(readable(text)).map(({ cssName }) => `'${cssName}'`))
  return [...names, 'sans-serif'].join(', ')
}

/** Resolves when the letters of this text can be measured; also when they cannot be fetched, and others stand in. */
export async function lettersReady(text: string): Promise<void> {
  const shown = readable(text)
  await Promise.allSettled(familiesFor(shown).map((family) => fetchLetters(family, shown)))
}

/** Asks for the family's own characters only: others are in a family before it. */
async function fetchLetters(family: Family, text: string): Promise<void> {
  await fetchSheet(family)
  const own = [...text].filter((character) => family.letters.test(character)).join('')
  await document.fonts.load(fontOf(`'${family.cssName}'`), own)
}

/** @returns what measures widths in ems; a browser without canvas is told a middling width */
export function measureLetters(text: string): Measure {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return (line) => line.length / 2
  pen.font = fontOf(lettersFor(text))
  return (line) => pen.measureText(line).width / measuredAtPx
}

function fontOf(families: string): string {
  return `600 ${measuredAtPx}px ${families}`
}
