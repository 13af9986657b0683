/** Measures that are compared are taken in turns, so that whatever else the machine does meets them all alike. */

/** @throws when there are no numbers */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  const upper = sorted[Math.floor(sorted.length / 2)]
  if (lower === undefined || upper === undefined) throw new Error('nothing was measured')
  return (lower + upper) / 2
}

/**
 * Measures each contender once a round. Each round begins with another of them, and the first round only warms up.
 * @returns the median of a contender, by its name
 */
export async function inTurns<Name extends string>(
  contenders: readonly { readonly name: Name; readonly measure: () => Promise<number> }[],
  rounds: number,
): Promise<(name: Name) => number> {
  const measured = new Map<Name, number[]>()
  for (let round = 0; round <= rounds; round++) {
    const first = round % contenders.length
    for (const { name, measure } of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      const figure = await measure()
      if (round > 0) measured.set(name, [...(measured.get(name) ?? []), figure])
    }
  }
  return (name) => median(measured.get(name) ?? [])
}
