/** Pieces on their way from where they were seen to where they are to be: the eye keeps hold of each. */
import type { PieceId } from '#core/contract/ids.ts'
import type { Box } from '#core/contract/geometry.ts'

/** Long enough to follow one, short enough not to wait. */
const glideMs = 450
/** More are to be there at once: they could not be drawn fast enough to be followed (composer.md, section 3). */
export const glidingMax = 2000

export class Glide {
  #from: ReadonlyMap<PieceId, Box> = new Map()
  #beganMs = -Infinity

  /** @param from where each is to be until now: whoever is still on the way there goes on from where it is */
  begin(from: ReadonlyMap<PieceId, Box>, nowMs: number): void {
    this.#from = new Map([...from].map(([id, box]) => [id, this.at(id, box, nowMs)]))
    this.#beganMs = nowMs
  }

  /** Everyone is there at once. */
  stop(): void {
    this.#beganMs = -Infinity
  }

  isOn(nowMs: number): boolean {
    return nowMs < this.#beganMs + glideMs
  }

  /** Where a piece is on its way to `box`. Who stood nowhere before grows in its place. */
  at(id: PieceId, box: Box, nowMs: number): Box {
    if (!this.isOn(nowMs)) return box
    const part = eased((nowMs - this.#beganMs) / glideMs)
    const from = this.#from.get(id) ?? { ...box, widthMm: box.widthMm / 2, heightMm: box.heightMm / 2 }
    const between = (one: number, other: number) => one + (other - one) * part
    return {
      xMm: between(from.xMm, box.xMm),
      yMm: between(from.yMm, box.yMm),
      widthMm: between(from.widthMm, box.widthMm),
      heightMm: between(from.heightMm, box.heightMm),
      rotationDeg: from.rotationDeg + shortestTurn(from.rotationDeg, box.rotationDeg) * part,
    }
  }
}

/** So few an eye finds again by itself, and they stand beneath the hand that holds them. */
const fewMost = 3

export function isMuchMoved(before: ReadonlyMap<PieceId, Box>, after: ReadonlyMap<PieceId, Box>): boolean {
  const moved = [...after].filter(([id, box]) => {
    const from = before.get(id)
    return from && (from.xMm !== box.xMm || from.yMm !== box.yMm || from.widthMm !== box.widthMm)
  })
  return moved.length > fewMost
}

/** Slowly off and slowly to rest. */
const eased = (part: number): number => {
  const whole = Math.max(0, Math.min(1, part))
  return whole * whole * (3 - 2 * whole)
}

const shortestTurn = (from: number, to: number): number => ((((to - from) % 360) + 540) % 360) - 180
