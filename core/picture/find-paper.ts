/**
 * Finds a sheet of paper in a photo: the four straight edges, all lighter inside or all darker inside, that hold the
 * most together. Says nothing rather than something doubtful; whoever holds the phone can always move the corners.
 */
import { edgesOf, linesOf, smallerPlane, type Edge, type LightPlane, type Line } from './edges.ts'
import { isSheet, quadArea, type Point, type Quad } from './quad.ts'

/** A sheet is found at this size as well as at a larger one, and quicker. */
const seenPx = 320
const linesMost = 22

/** A smaller one is hardly what the photo was taken of. */
const areaMin = 0.12
/** So much of each side has to be seen, and of all of them together. */
const sideMin = 0.5
const allMin = 0.74
/** A corner of paper may lie a little outside of the picture; then it is put on its edge. */
const outside = 0.03

/** @returns the corners, upper left first; null when no sheet is seen for certain */
export function findPaper(photo: LightPlane): Quad | null {
  const plane = smallerPlane(photo, seenPx)
  const edges = edgesOf(plane)
  const lines = linesOf(edges, plane, linesMost)
  const seen = edgeMap(edges, plane)
  let best: { quad: Quad; score: number } | null = null
  for (const sides of foursOf(lines)) {
    const quad = cornersOf(sides, plane)
    if (quad === null) continue
    const area = quadArea(quad)
    if (best !== null && area <= best.score) continue
    const support = supportOf(quad, sides, plane, seen)
    if (support === null) continue
    // What is drawn on a sheet may have sharper edges than the sheet, but it lies within it.
    const score = support * area
    if (best === null || score > best.score) best = { quad, score }
  }
  return best?.quad ?? null
}

type Sides = readonly [Line, Line, Line, Line]

/** Two pairs of lines that face each other, in the order upper, right, lower, left. */
function* foursOf(lines: readonly Line[]): Generator<Sides> {
  const facing = lines.flatMap((one, at) =>
    lines
      .slice(at + 1)
      // Light inside on both sides, or dark on both: their normals are opposed, within about 40°.
      .filter((other) => one.nx * other.nx + one.ny * other.ny < -0.76)
      .map((other) => ({ one, other, isLight: one.rho + other.rho < 0 })),
  )
  for (const [at, first] of facing.entries())
    for (const second of facing.slice(at + 1)) {
      if (first.isLight !== second.isLight) continue
      const lean = Math.abs(first.one.nx * second.one.nx + first.one.ny * second.one.ny)
      if (lean > 0.75) continue
      const isFirstUpright = Math.abs(first.one.ny) < Math.abs(second.one.ny)
      const [across, down] = isFirstUpright ? [second, first] : [first, second]
      const [upper, lower] = byInside(across.one, across.other, across.isLight, 'ny')
      const [left, right] = byInside(down.one, down.other, down.isLight, 'nx')
      yield [upper, right, lower, left]
    }
}

/** The normal of the upper and of the left side points inwards, to greater x and y, when the inside is lighter. */
function byInside(one: Line, other: Line, isLight: boolean, axis: 'nx' | 'ny'): readonly [Line, Line] {
  return one[axis] > 0 === isLight ? [one, other] : [other, one]
}

function crossing(one: Line, other: Line): Point | null {
  const determinant = one.nx * other.ny - other.nx * one.ny
  if (Math.abs(determinant) < 0.2) return null
  return [
    (one.rho * other.ny - other.rho * one.ny) / determinant,
    (one.nx * other.rho - other.nx * one.rho) / determinant,
  ]
}

function cornersOf([upper, right, lower, left]: Sides, { widthPx, heightPx }: LightPlane): Quad | null {
  const place = (one: Line, other: Line): Point | null => {
    const at = crossing(one, other)
    if (at === null) return null
    // The middle of the first pixel lies half a pixel from the edge of the picture.
    const x = (at[0] + 0.5) / widthPx
    const y = (at[1] + 0.5) / heightPx
    const isNear = Math.min(x, y) >= -outside && Math.max(x, y) <= 1 + outside
    return isNear ? [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))] : null
  }
  const a = place(upper, left)
  const b = place(upper, right)
  const c = place(lower, right)
  const d = place(lower, left)
  if (!a || !b || !c || !d) return null
  const quad: Quad = [a, b, c, d]
  return isSheet(quad) && quadArea(quad) >= areaMin ? quad : null
}

/** The edges by where they are. */
function edgeMap(edges: readonly Edge[], { widthPx }: LightPlane): ReadonlyMap<number, Edge> {
  return new Map(edges.map((edge) => [edge.y * widthPx + edge.x, edge]))
}

/** How much of the four sides is seen as an edge that faces the right way, 0 … 1; null when it is too little. */
function supportOf(
  [a, b, c, d]: Quad,
  sides: Sides,
  { widthPx, heightPx }: LightPlane,
  seen: ReadonlyMap<number, Edge>,
): number | null {
  const isSeen = (x: number, y: number, { nx, ny }: Line): boolean => {
    for (const step of [0, -1, 1, -2, 2]) {
      const edge = seen.get(Math.round(y + step * ny) * widthPx + Math.round(x + step * nx))
      if (edge && edge.dx * nx + edge.dy * ny > 0.85) return true
    }
    return false
  }
  const sideSeen = (from: Point, to: Point, line: Line): number => {
    const startX = from[0] * widthPx - 0.5
    const startY = from[1] * heightPx - 0.5
    const acrossPx = (to[0] - from[0]) * widthPx
    const downPx = (to[1] - from[1]) * heightPx
    const count = Math.max(8, Math.round(Math.hypot(acrossPx, downPx) / 2))
    let found = 0
    for (let at = 0; at < count; at++) {
      const share = (at + 0.5) / count
      if (isSeen(startX + acrossPx * share, startY + downPx * share, line)) found++
    }
    return found / count
  }
  const shares = [
    sideSeen(a, b, sides[0]),
    sideSeen(b, c, sides[1]),
    sideSeen(d, c, sides[2]),
    sideSeen(a, d, sides[3]),
  ]
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  return Math.min(...shares) >= sideMin && mean >= allMin ? mean : null
}

/** From 8-bit sRGB, four bytes a pixel, as a canvas gives them. Rec. 601 weights: for edges they are good enough. */
export function lightOf(rgba: Uint8ClampedArray, widthPx: number, heightPx: number): LightPlane {
  const values = Float32Array.from({ length: widthPx * heightPx }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0] = rgba.subarray(pixel * 4, pixel * 4 + 3)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
  })
  return { values, widthPx, heightPx }
}
