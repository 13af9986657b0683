/** Which of thousands of pieces are in sight, where each lies, and where the arrows lead. Pure. */

export interface TrayGrid {
  readonly count: number
  readonly columns: number
  readonly rowPx: number
}

export function columnsIn(widthPx: number, leastPx: number): number {
  return Math.max(1, Math.floor(widthPx / leastPx))
}

export const gridHeightPx = ({ count, columns, rowPx }: TrayGrid): number =>
  Math.ceil(count / columns) * rowPx

const rowsAround = 2

/** From the first up to but not with the last, with a little around what is in sight. */
export function inSight(
  { count, columns, rowPx }: TrayGrid,
  scrolledPx: number,
  heightPx: number,
): { readonly from: number; readonly to: number } {
  const first = Math.max(0, Math.floor(scrolledPx / rowPx) - rowsAround)
  const last = Math.ceil((scrolledPx + heightPx) / rowPx) + rowsAround
  return { from: Math.min(first * columns, count), to: Math.min(last * columns, count) }
}

/** How far to scroll so that a piece's row is in sight; what is there already stays where it is. */
export function scrolledTo(
  { columns, rowPx }: TrayGrid,
  at: number,
  scrolledPx: number,
  heightPx: number,
): number {
  const top = Math.floor(at / columns) * rowPx
  if (top < scrolledPx) return top
  return top + rowPx > scrolledPx + heightPx ? top + rowPx - heightPx : scrolledPx
}

/** Where a key leads from a piece; null for one that leads nowhere. */
export function steppedTo(
  { count, columns, rowPx }: TrayGrid,
  at: number,
  key: string,
  heightPx: number,
): number | null {
  const page = Math.max(1, Math.floor(heightPx / rowPx)) * columns
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns < 0 ? at : at - columns,
    ArrowDown: at + columns >= count ? at : at + columns,
    Home: 0,
    End: count - 1,
    PageUp: at - page,
    PageDown: at + page,
  }
  const to = steps[key]
  return to === undefined ? null : Math.min(Math.max(to, 0), Math.max(count - 1, 0))
}
