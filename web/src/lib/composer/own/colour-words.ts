import type { ElementColour } from '#core/element/colours.ts'
import { m } from '#lib/paraglide/messages.js'

/** What the colours of the artwork's own elements are called, in the order in which they are offered. */
export const colourWords: Readonly<Record<ElementColour, () => string>> = {
  marigold: () => m.composer_colour_marigold(),
  sky: () => m.composer_colour_sky(),
  mint: () => m.composer_colour_mint(),
  rose: () => m.composer_colour_rose(),
  sand: () => m.composer_colour_sand(),
  white: () => m.composer_colour_white(),
  light: () => m.composer_colour_light(),
  ink: () => m.composer_colour_ink(),
  night: () => m.composer_colour_night(),
}
