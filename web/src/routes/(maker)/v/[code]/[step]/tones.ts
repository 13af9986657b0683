import type { Step } from '#lib/maker/pieces.ts'

/** Each step has its own coloured card, so that a helper across the room can say: are you on the blue one? */
export const toneOf = {
  1: 'marigold',
  2: 'sky',
  3: 'mint',
  4: 'rose',
  5: 'sand',
} as const satisfies Record<Step, string>

/** Leads to a step; the query opens another question within it. */
export type Lead = (step: Step, query?: string) => Promise<void>
