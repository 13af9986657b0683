/** The colours that the artwork's own elements come in: the house's cards, its ink and its night (web/src/lib/ui/tokens.css). */
export const elementColours = {
  marigold: '#ffb000',
  sky: '#bfe0f2',
  mint: '#b9e3c6',
  rose: '#ffc9d6',
  sand: '#f2e6c9',
  white: '#ffffff',
  light: '#f7f3e8',
  ink: '#14213d',
  night: '#0b1020',
} as const

export type ElementColour = keyof typeof elementColours
