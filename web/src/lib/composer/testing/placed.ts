/** A piece in a work, for tests: number n lies at n × 100 mm, 80 × 60 mm. */
import type { Placement } from '#core/contract/composition.ts'
import { PieceId, PlacementId } from '#core/contract/ids.ts'

const hex = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

export const placed = (number: number, given: Partial<Placement> = {}): Placement => ({
  id: PlacementId.parse(hex(number)),
  pieceId: PieceId.parse(hex(number)),
  xMm: number * 100,
  yMm: 50,
  widthMm: 80,
  heightMm: 60,
  rotationDeg: 0,
  slot: null,
  layer: 10 - number,
  locked: false,
  revision: 0,
  ...given,
})
