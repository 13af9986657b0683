/** The order in which pieces come, where a layout reads from the upper left. */
import { modeOklab, modeOklch, modeRgb, useMode } from 'culori/fn'
import type { LayoutPiece } from './layout.ts'
import { randomFrom, shuffled } from './random.ts'

export type Order = 'arrival' | 'house' | 'colour'

useMode(modeRgb)
useMode(modeOklab)
const toOklch = useMode(modeOklch)

/** Below this OKLCH chroma a colour is grey to most eyes, and its hue means nothing. */
const greyChroma = 0.03

/**
 * Pieces come in as they arrived. The seed decides what has no natural beginning: which house comes first, where on
 * the colour wheel the row begins.
 */
export function inOrder(pieces: readonly LayoutPiece[], order: Order, seed: number): LayoutPiece[] {
  const random = randomFrom(seed)
  switch (order) {
    case 'arrival':
      return [...pieces]
    case 'house':
      return byHouse(pieces, random)
    case 'colour':
      return byColour(pieces, random() * 360)
  }
}

function byHouse(pieces: readonly LayoutPiece[], random: () => number): LayoutPiece[] {
  const codes = [...new Set(pieces.map((piece) => piece.houseCode))].sort()
  const rank = new Map(shuffled(codes, random).map((code, index) => [code, index]))
  return [...pieces].sort((a, b) => (rank.get(a.houseCode) ?? 0) - (rank.get(b.houseCode) ?? 0))
}

/** Round the wheel from `firstHue`; then the greys, from light to dark. */
function byColour(pieces: readonly LayoutPiece[], firstHue: number): LayoutPiece[] {
  const keyed = pieces.map((piece) => {
    const { l = 0, c = 0, h = 0 } = toOklch(piece.averageColour) ?? {}
    const isGrey = c < greyChroma
    return { piece, isGrey, key: isGrey ? -l : (h - firstHue + 720) % 360 }
  })
  return keyed.sort((a, b) => Number(a.isGrey) - Number(b.isGrey) || a.key - b.key).map(({ piece }) => piece)
}
