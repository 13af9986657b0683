/** Upright rectangles on the wall, by their upper left corner. */
import type { Box } from '../contract/geometry.ts'
import { boundsOf } from './bounds.ts'
import type { LayoutFrame } from './layout.ts'

export interface Rect {
  readonly leftMm: number
  readonly topMm: number
  readonly widthMm: number
  readonly heightMm: number
}

/** The frame without its margin, which is never more than a quarter of the shorter side. */
export function insideOf({ widthMm, heightMm }: LayoutFrame, marginMm: number): Rect {
  const edgeMm = Math.min(marginMm, widthMm / 4, heightMm / 4)
  return { leftMm: edgeMm, topMm: edgeMm, widthMm: widthMm - 2 * edgeMm, heightMm: heightMm - 2 * edgeMm }
}

/** Smaller by that much on every side, larger if it is negative. */
export function inset({ leftMm, topMm, widthMm, heightMm }: Rect, byMm: number): Rect {
  return {
    leftMm: leftMm + byMm,
    topMm: topMm + byMm,
    widthMm: widthMm - 2 * byMm,
    heightMm: heightMm - 2 * byMm,
  }
}

/** What a box, turned or not, covers. */
export function coveredBy(box: Box): Rect {
  const { widthMm, heightMm } = boundsOf(box)
  return { leftMm: box.xMm - widthMm / 2, topMm: box.yMm - heightMm / 2, widthMm, heightMm }
}

export function holds(rect: Rect, { xMm, yMm }: Pick<Box, 'xMm' | 'yMm'>): boolean {
  return (
    xMm >= rect.leftMm &&
    xMm <= rect.leftMm + rect.widthMm &&
    yMm >= rect.topMm &&
    yMm <= rect.topMm + rect.heightMm
  )
}

/** The largest upright box of that shape (width ÷ height) in the middle of the rectangle. */
export function fittedInto({ leftMm, topMm, widthMm, heightMm }: Rect, aspect: number): Box {
  const fittedMm = Math.min(widthMm, heightMm * aspect)
  return {
    xMm: leftMm + widthMm / 2,
    yMm: topMm + heightMm / 2,
    widthMm: fittedMm,
    heightMm: fittedMm / aspect,
    rotationDeg: 0,
  }
}

/** x for y: what runs down runs to the right, and the other way round. */
export function transposed({ leftMm, topMm, widthMm, heightMm }: Rect): Rect {
  return { leftMm: topMm, topMm: leftMm, widthMm: heightMm, heightMm: widthMm }
}

/** What two rectangles have in common; with negative sides if they do not meet. */
export function sharedBy(one: Rect, other: Rect): Rect {
  const leftMm = Math.max(one.leftMm, other.leftMm)
  const topMm = Math.max(one.topMm, other.topMm)
  return {
    leftMm,
    topMm,
    widthMm: Math.min(one.leftMm + one.widthMm, other.leftMm + other.widthMm) - leftMm,
    heightMm: Math.min(one.topMm + one.heightMm, other.topMm + other.heightMm) - topMm,
  }
}

export function meets(one: Rect, other: Rect): boolean {
  const { widthMm, heightMm } = sharedBy(one, other)
  return widthMm > 0 && heightMm > 0
}
