/** Lines for a terminal: words to the left, figures to the right. */

/** @param rows the first is the heading; the first of each is words, the others are figures */
export function table(title: string, rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length)
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
  return ['', title, ...lines].join('\n')
}

/** A figure in three significant digits. */
export const three = (value: number) => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3))
