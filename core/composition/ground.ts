/**
 * The ground that a curator lays over the whole work: a picture or a field of card, beneath everything, from edge to edge.
 *
 *     ┌ ░ ░ ░ ░ ░ ░ ░ ░ ░ ┐
 *       ░ ┌────┐ ░ ┌────┐ ░     the ground (░) is looked at as the wall itself is: pieces are hung on it, a layout uses
 *     │ ░ └────┘ ░ └────┘ ░ │   its room, and a hand that reaches for nothing reaches through it
 *     └ ░ ░ ░ ░ ░ ░ ░ ░ ░ ┘
 *
 * Asked of one placement alone, so that nobody makes a ground something else by what is laid elsewhere.
 */
import type { Placement } from '../contract/composition.ts'
import type { ArtworkElement } from '../contract/elements.ts'
import type { Box } from '../contract/geometry.ts'
import type { LayoutFrame } from '../layout/layout.ts'
import { byLayer, type CompositionState } from './state.ts'

/** Whatever stands in a work, in the composition or in an edition, which knows of no locks. */
interface Lying extends Box {
  readonly layer: number
  readonly element?: ArtworkElement | undefined
}

/** Boxes are rounded on their way. */
const roundingMm = 0.5

/**
 * Covers the whole work, unturned, and lies below zero, where only what is laid beneath everything lies: layouts count from there.
 * Words and threads are never a ground: they are there to be read.
 */
export function liesAsGround(
  { xMm, yMm, widthMm, heightMm, rotationDeg, layer, element }: Lying,
  frame: LayoutFrame,
): boolean {
  if (layer >= 0 || rotationDeg % 180 !== 0) return false
  if (element !== undefined && element.kind !== 'field') return false
  return reaches(xMm, widthMm, frame.widthMm) && reaches(yMm, heightMm, frame.heightMm)
}

/** From the one edge of the work to the other. */
const reaches = (middleMm: number, lengthMm: number, wholeMm: number) =>
  middleMm - lengthMm / 2 <= roundingMm && middleMm + lengthMm / 2 >= wholeMm - roundingMm

/** Also locked: the hand goes through it. Unlocked it is a thing that the hand takes. */
export function isGround(placement: Placement, frame: LayoutFrame): boolean {
  return placement.locked && liesAsGround(placement, frame)
}

/** What lies as ground, locked or not, lowest first. */
export function lyingAsGround(state: CompositionState, frame: LayoutFrame): Placement[] {
  return [...state.values()].filter((placement) => liesAsGround(placement, frame)).sort(byLayer)
}

/**
 * The colour that words without card stand on: the uppermost field that lies as ground, else the artwork's own. Of a picture
 * nobody can say one colour.
 * @param lowestFirst may hold everything that stands in the work
 */
export function groundColour(lowestFirst: readonly Lying[], frame: LayoutFrame, background: string): string {
  const field = lowestFirst.findLast(
    (one) => one.element?.kind === 'field' && liesAsGround(one, frame),
  )?.element
  return field?.kind === 'field' ? field.colour : background
}
