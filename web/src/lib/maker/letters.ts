/** The artwork's lettering as this browser has it: the same font as the wall's, measured on a canvas. */
import type { Measure } from '#core/lettering/set-text.ts'

/** Large, so that hinting does not round the widths. */
const measuredAtPx = 200
const font = `600 ${measuredAtPx}px 'Atkinson Hyperlegible Next Variable', sans-serif`

/** Resolves when the letters of this text can be measured; also when they cannot be fetched, and others stand in. */
export async function lettersReady(text: string): Promise<void> {
  await document.fonts.load(font, text).catch(() => undefined)
}

/** @returns what measures widths in ems; a browser without canvas is told a middling width */
export function measureLetters(): Measure {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return (text) => text.length / 2
  pen.font = font
  return (text) => pen.measureText(text).width / measuredAtPx
}
