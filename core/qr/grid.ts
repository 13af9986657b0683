/** The modules of a QR code: what is fixed in every code of a version, the masks, and how well a code reads (ISO/IEC 18004:2015, 6 and 7.8). */

export interface Grid {
  readonly size: number
  /** Row by row; 1 is dark. */
  readonly dark: Uint8Array
  /** 1 where no data lies. */
  readonly fixed: Uint8Array
}

function put({ size, dark, fixed }: Grid, x: number, y: number, isDark: boolean): void {
  if (x < 0 || y < 0 || x >= size || y >= size) return
  dark[y * size + x] = isDark ? 1 : 0
  fixed[y * size + x] = 1
}

/** Squares within squares around a middle. */
function putRings(
  grid: Grid,
  atX: number,
  atY: number,
  reach: number,
  isDark: (ring: number) => boolean,
): void {
  for (let y = -reach; y <= reach; y += 1)
    for (let x = -reach; x <= reach; x += 1)
      put(grid, atX + x, atY + y, isDark(Math.max(Math.abs(x), Math.abs(y))))
}

/** Of a cyclic code: the value with the remainder of its division behind it. */
function withRemainder(value: number, bits: number, divisor: number): number {
  let remainder = value
  for (let bit = 0; bit < bits; bit += 1) remainder = (remainder << 1) ^ ((remainder >> (bits - 1)) * divisor)
  return (value << bits) | remainder
}

/** Annex E, by the rule behind its table: from the right at even steps, the first at 6. */
function alignmentPlaces(version: number, size: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((size - 13) / (2 * count - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - at * step)]
}

export function layPatterns(version: number): Grid {
  const size = 4 * version + 17
  const grid = { size, dark: new Uint8Array(size * size), fixed: new Uint8Array(size * size) }
  for (let at = 0; at < size; at += 1) {
    put(grid, at, 6, at % 2 === 0)
    put(grid, 6, at, at % 2 === 0)
  }
  const far = size - 4
  for (const [x, y] of [
    [3, 3],
    [far, 3],
    [3, far],
  ] as const)
    putRings(grid, x, y, 4, (ring) => ring !== 2 && ring !== 4)
  const places = alignmentPlaces(version, size)
  const last = size - 7
  for (const x of places)
    for (const y of places)
      // Where the three large squares are there is none.
      if (!(x + y === 12 || (x === 6 && y === last) || (y === 6 && x === last)))
        putRings(grid, x, y, 2, (ring) => ring !== 1)
  if (version >= 7) {
    const bits = withRemainder(version, 12, 0x1f25)
    for (let bit = 0; bit < 18; bit += 1) {
      const isDark = ((bits >> bit) & 1) === 1
      const across = size - 11 + (bit % 3)
      put(grid, across, Math.floor(bit / 3), isDark)
      put(grid, Math.floor(bit / 3), across, isDark)
    }
  }
  return grid
}

/** Level Q is 11 (table 12); the bits are laid twice (figure 25). */
export function layFormat(grid: Grid, mask: number): void {
  const { size } = grid
  const bits = withRemainder((0b11 << 3) | mask, 10, 0x537) ^ 0x5412
  for (let bit = 0; bit < 15; bit += 1) {
    const isDark = ((bits >> bit) & 1) === 1
    // Past the line of timing at 6.
    const near = bit < 6 ? bit : bit + 1
    if (bit < 8) put(grid, 8, near, isDark)
    else put(grid, bit === 8 ? 7 : 14 - bit, 8, isDark)
    if (bit < 8) put(grid, size - 1 - bit, 8, isDark)
    else put(grid, 8, size - 15 + bit, isDark)
  }
  put(grid, 8, size - 8, true)
}

/** Table 10: where the bit is turned round. */
export const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** What makes a code hard to read (7.8.3): long runs, squares, what looks like a corner, much more of one colour. */
export function penalty({ size, dark }: Grid): number {
  const rows = Array.from({ length: size }, (_, y) => dark.subarray(y * size, (y + 1) * size).join(''))
  const columns = Array.from({ length: size }, (_, x) => rows.map((row) => row.charAt(x)).join(''))
  let points = 0
  for (const line of [...rows, ...columns]) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2
    points += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length
  }
  for (const [y, row] of rows.slice(1).entries())
    for (let x = 1; x < size; x += 1) {
      const square = `${row.slice(x - 1, x + 1)}${rows[y]?.slice(x - 1, x + 1) ?? ''}`
      if (square === '0000' || square === '1111') points += 3
    }
  const share = dark.reduce((sum, one) => sum + one, 0) / dark.length
  return points + 10 * Math.floor(Math.abs(share - 0.5) * 20)
}
