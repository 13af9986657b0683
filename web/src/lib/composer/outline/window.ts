/** More than is seen, so that a scroll by a wheel's turn finds what it scrolls to. */
const beyond = 2

/**
 * Which of many equal cells in a line are drawn: those in sight, a few beyond, and the one under the focus wherever it is.
 * @param focused its index; it is drawn always, for a screen reader to read
 */
export function windowOf(
  scrolledPx: number,
  lengthPx: number,
  cellPx: number,
  count: number,
  focused: number | undefined,
): number[] {
  const from = Math.max(0, Math.floor(scrolledPx / cellPx) - beyond)
  const to = Math.min(count, Math.ceil((scrolledPx + lengthPx) / cellPx) + beyond)
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  if (focused === undefined || focused >= count || (focused >= from && focused < to)) return shown
  return [...shown, focused].sort((a, b) => a - b)
}
