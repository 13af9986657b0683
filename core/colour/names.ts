/** What a colour is called, for those who cannot see it: the nearest of the few words that everybody knows. */
import { deltaEOk, hexToOklab } from './oklab.ts'

/** Each word stands at colours that people call by it; several where a word covers much, as "blue" does. */
const known = {
  black: ['#000000', '#14213d', '#1d1d1b'],
  grey: ['#808080', '#5f6368', '#a3a3a3'],
  lightGrey: ['#cfcfcf', '#d9e2ec'],
  white: ['#ffffff', '#f4f6f1'],
  red: ['#d11f2a', '#c8323c', '#e8372c'],
  darkRed: ['#7f1420', '#5a0f1a'],
  orange: ['#f07c1e', '#ff8c00'],
  yellow: ['#ffb000', '#ffd400', '#ffe94d'],
  lightYellow: ['#fff3b0', '#fdf6d3'],
  sand: ['#f2e6c9', '#d9c49a'],
  brown: ['#7a4a21', '#5b3a1e', '#9a6a3c'],
  green: ['#1f9a4d', '#1f7a55', '#4caf50', '#7cc242'],
  darkGreen: ['#0f4d3a', '#1b3d1f', '#0b5c14'],
  lightGreen: ['#b9e3c6', '#cdeeb0'],
  turquoise: ['#1ba8a0', '#40c8c8', '#0b7f80'],
  blue: ['#2f74c0', '#1746c7', '#1f8ae0'],
  darkBlue: ['#142a7a', '#1b2a5e', '#00008b'],
  lightBlue: ['#bfe0f2', '#9cc9f0'],
  purple: ['#7a3fa0', '#5b2a86', '#9b59b6'],
  lightPurple: ['#d7c3ea', '#c5a8e0'],
  pink: ['#f08db0', '#e85a9b'],
  lightPink: ['#ffc9d6', '#fbe0e8'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ColourWord = keyof typeof known

const isWord = (word: string): word is ColourWord => word in known

const words = Object.entries(known).flatMap(([word, colours]) =>
  isWord(word) ? colours.map((colour) => ({ word, at: hexToOklab(colour) })) : [],
)

/** @param hex `#rrggbb` */
export function colourWord(hex: string): ColourWord {
  const colour = hexToOklab(hex)
  let nearest: { word: ColourWord; distance: number } = { word: 'black', distance: Infinity }
  for (const { word, at } of words) {
    const distance = deltaEOk(colour, at)
    if (distance < nearest.distance) nearest = { word, distance }
  }
  return nearest.word
}

export interface NamedColour {
  readonly colour: string
  readonly word: ColourWord
  /** Counts those of one palette that are called by the same word: null where the word is enough. */
  readonly number: number | null
}

/** Names for the colours of one palette, no two alike: two blues are blue 1 and blue 2. */
export function nameColours(colours: readonly string[]): readonly NamedColour[] {
  const named = colours.map((colour) => ({ colour, word: colourWord(colour) }))
  return named.map(({ colour, word }, index) => {
    const alike = named.filter((other) => other.word === word).length
    const before = named.slice(0, index).filter((other) => other.word === word).length
    return { colour, word, number: alike > 1 ? before + 1 : null }
  })
}
