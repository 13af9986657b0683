/** The names of colours in the language of the page. */
import type { ColourWord, NamedColour } from '#core/colour/names.ts'
import { m } from '#lib/paraglide/messages.js'

const words: Readonly<Record<ColourWord, () => string>> = {
  black: m.p_colour_black,
  grey: m.p_colour_grey,
  lightGrey: m.p_colour_light_grey,
  white: m.p_colour_white,
  red: m.p_colour_red,
  darkRed: m.p_colour_dark_red,
  orange: m.p_colour_orange,
  yellow: m.p_colour_yellow,
  lightYellow: m.p_colour_light_yellow,
  sand: m.p_colour_sand,
  brown: m.p_colour_brown,
  green: m.p_colour_green,
  darkGreen: m.p_colour_dark_green,
  lightGreen: m.p_colour_light_green,
  turquoise: m.p_colour_turquoise,
  blue: m.p_colour_blue,
  darkBlue: m.p_colour_dark_blue,
  lightBlue: m.p_colour_light_blue,
  purple: m.p_colour_purple,
  lightPurple: m.p_colour_light_purple,
  pink: m.p_colour_pink,
  lightPink: m.p_colour_light_pink,
}

export function colourInWords({ word, number }: Pick<NamedColour, 'word' | 'number'>): string {
  const colour = words[word]()
  return number === null ? colour : m.p_colour_nth({ colour, number })
}
