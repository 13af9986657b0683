/** One step with an arrow: as a key, and as a button beside the picture. */
import down from '@tabler/icons/outline/arrow-down.svg?icon'
import left from '@tabler/icons/outline/arrow-left.svg?icon'
import right from '@tabler/icons/outline/arrow-right.svg?icon'
import up from '@tabler/icons/outline/arrow-up.svg?icon'
import type { Point } from '#core/picture/quad.ts'
import { m } from '#lib/paraglide/messages.js'

export interface Arrow {
  readonly key: string
  readonly icon: string
  readonly name: () => string
  readonly step: Point
}

export const arrows: readonly Arrow[] = [
  { key: 'ArrowLeft', icon: left, name: m.p_draw_left, step: [-1, 0] },
  { key: 'ArrowUp', icon: up, name: m.p_draw_up, step: [0, -1] },
  { key: 'ArrowDown', icon: down, name: m.p_draw_down, step: [0, 1] },
  { key: 'ArrowRight', icon: right, name: m.p_draw_right, step: [1, 0] },
]

const finely = 0.01
const coarsely = 0.05

/** Moved by one step, within the picture. */
export function stepped([x, y]: Point, { step }: Arrow, isCoarse: boolean): Point {
  const by = isCoarse ? coarsely : finely
  return [within(x + step[0] * by), within(y + step[1] * by)]
}

/** A share of a picture that lies in it, in ten-thousandths: finer than any screen shows. */
export const within = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1e4) / 1e4
