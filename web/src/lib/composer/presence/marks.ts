/** How the others are told apart where colours cannot be: a shape beside the name, and how the line is broken. */
import { markCount } from '#core/contract/presence.ts'

export interface Mark {
  /** In a square of 16. */
  readonly shape: string
  readonly dash: string
  /** Its colour is the token `--peer-<number>`. */
  readonly number: number
}

const circle = 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z'
const shapes: readonly { shape: string; dash: string }[] = [
  { shape: circle, dash: 'none' },
  { shape: 'M2.5 2.5h11v11h-11z', dash: '12 5' },
  { shape: 'M8 1.5l7 12.5h-14z', dash: '3 4' },
  { shape: 'M8 1l7 7l-7 7l-7-7z', dash: '14 4 3 4' },
  { shape: 'M6 1.5h4v4.5h4.5v4h-4.5v4.5h-4v-4.5h-4.5v-4h4.5z', dash: '8 8' },
  { shape: 'M2 4h12v8h-12z', dash: '3 3 3 9' },
  { shape: 'M8 14.5l-7-12.5h14z', dash: '18 4' },
  { shape: `${circle}M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z`, dash: '1 5' },
]

export function markOf(mark: number): Mark {
  const number = mark % markCount
  const { shape, dash } = shapes[number] ?? { shape: circle, dash: 'none' }
  return { shape, dash, number }
}
