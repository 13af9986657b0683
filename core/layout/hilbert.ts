/**
 * How far along a Hilbert curve a point lies. The curve fills the square from the upper left to the upper right:
 *
 *      1 ┌──┐ 2        each quarter is again such a curve, the first and the last
 *        │  │          turned so that they begin and end where the next one is
 *      0 ╵  ╵ 3
 *
 * D. Hilbert, "Ueber die stetige Abbildung einer Linie auf ein Flächenstück" (1891).
 */

/**
 * @param x 0 … 1, along the side at which the curve begins and ends
 * @param y 0 … 1, away from it
 * @param depth the square is 2^depth cells wide, at most 15
 * @returns a whole number from 0 to 4^depth − 1
 */
export function hilbertIndex(x: number, y: number, depth: number): number {
  const side = 2 ** depth
  let column = Math.min(side - 1, Math.floor(x * side))
  let row = Math.min(side - 1, Math.floor(y * side))
  let index = 0
  for (let half = side / 2; half >= 1; half /= 2) {
    const isRight = column >= half
    const isFar = row >= half
    const quarter = isRight ? (isFar ? 2 : 3) : isFar ? 1 : 0
    index += quarter * half * half
    column %= half
    row %= half
    // The first and the last quarter lie on their side: the first one way, the last one the other.
    if (quarter === 0) [column, row] = [row, column]
    if (quarter === 3) [column, row] = [half - 1 - row, half - 1 - column]
  }
  return index
}
