/**
 * A stroke grows at its end alone. What lies far enough behind the hand does not change any more and is drawn once; only the loose
 * end is drawn anew in every frame, so that a long stroke does not make a slow phone slower. Counts points; knows no canvas.
 */
import type { Part } from '#core/ink/outline.ts'

/** So near the end the calm line and the smoothing can still move a point. */
const looseLeast = 16
/** Settling is the larger work: not at every frame. */
const looseMost = 64
/** A part begins before what is missing: its own first points lie a little beside the whole. */
const lead = 12

/**
 * @param settled how many of its points lie drawn for good
 * @param count how many the stroke has now
 * @returns what is drawn for this frame only, and, where it is time, what can be drawn for good before
 */
export function grown(
  settled: number,
  count: number,
): { readonly settled: number; readonly loose: Part; readonly settling: Part | null } {
  const partTo = (to: number, from = settled): Part => ({ from: Math.max(0, from - lead), to })
  if (count - settled <= looseMost) return { settled, loose: partTo(count), settling: null }
  const next = count - looseLeast
  return { settled: next, loose: partTo(count, next), settling: partTo(next) }
}
