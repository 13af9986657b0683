/** Where the light of a picture changes along a line, and the straight lines that such places lie on. */

/** How light each pixel is, in any unit that grows evenly; row by row from the upper left. */
export interface LightPlane {
  readonly values: Float32Array
  readonly widthPx: number
  readonly heightPx: number
}

/** One place of an edge. `dx`, `dy` point to the lighter side, and are 1 together. */
export interface Edge {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
}

/** The line x · nx + y · ny = rho. */
export interface Line {
  readonly nx: number
  readonly ny: number
  readonly rho: number
}

/** Scaled down by the mean of whole squares, until its longer side is at most `sidePxMax`. */
export function smallerPlane(plane: LightPlane, sidePxMax: number): LightPlane {
  const by = Math.ceil(Math.max(plane.widthPx, plane.heightPx) / sidePxMax)
  if (by <= 1) return plane
  const widthPx = Math.floor(plane.widthPx / by)
  const heightPx = Math.floor(plane.heightPx / by)
  const values = new Float32Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      let sum = 0
      for (let row = 0; row < by; row++)
        for (let column = 0; column < by; column++)
          sum += plane.values[(y * by + row) * plane.widthPx + x * by + column] ?? 0
      values[y * widthPx + x] = sum / (by * by)
    }
  return { values, widthPx, heightPx }
}

/** Means of 3 × 3, twice: grain goes, edges stay where they are. */
function calmed(plane: LightPlane): LightPlane {
  const { widthPx, heightPx } = plane
  let { values } = plane
  for (let round = 0; round < 2; round++) {
    const from = values
    values = Float32Array.from(from)
    for (let y = 1; y < heightPx - 1; y++)
      for (let x = 1; x < widthPx - 1; x++) {
        let sum = 0
        for (let row = -1; row <= 1; row++)
          for (let column = -1; column <= 1; column++) sum += from[(y + row) * widthPx + x + column] ?? 0
        values[y * widthPx + x] = sum / 9
      }
  }
  return { values, widthPx, heightPx }
}

/** The strongest tenth of all places, and no place whose neighbour across the edge is stronger. */
const strongestShare = 0.1
/** Weaker than this (of a range of 0 … 1, over two pixels) is grain and shade. */
const weakest = 0.02

/** Gradients by central differences, thinned to lines of one pixel (Canny 1986, non-maximum suppression). */
export function edgesOf(plane: LightPlane): readonly Edge[] {
  const { values, widthPx, heightPx } = calmed(plane)
  const strength = new Float32Array(widthPx * heightPx)
  const slope = (x: number, y: number): [number, number] => {
    const at = y * widthPx + x
    const dx = (values[at + 1] ?? 0) - (values[at - 1] ?? 0)
    const dy = (values[at + widthPx] ?? 0) - (values[at - widthPx] ?? 0)
    return [dx, dy]
  }
  for (let y = 2; y < heightPx - 2; y++)
    for (let x = 2; x < widthPx - 2; x++) strength[y * widthPx + x] = Math.hypot(...slope(x, y))
  const sorted = Float32Array.from(strength).sort()
  const least = Math.max(weakest, sorted[Math.floor(sorted.length * (1 - strongestShare))] ?? 0)
  const edges: Edge[] = []
  for (let y = 2; y < heightPx - 2; y++)
    for (let x = 2; x < widthPx - 2; x++) {
      const here = strength[y * widthPx + x] ?? 0
      if (here < least) continue
      const [dx, dy] = slope(x, y)
      const stepX = Math.round(dx / here)
      const stepY = Math.round(dy / here)
      const ahead = strength[(y + stepY) * widthPx + x + stepX] ?? 0
      const behind = strength[(y - stepY) * widthPx + x - stepX] ?? 0
      if (here >= ahead && here > behind) edges.push({ x, y, dx: dx / here, dy: dy / here })
    }
  return edges
}

const directions = 180
const rhoStepPx = 2
/** How far an edge may lean away from the line that it votes for, in steps of two degrees. */
const leaning = 2

/**
 * The lines that most edges lie on, by Hough's transform with the direction of each edge (Duda and Hart 1972; O'Gorman
 * and Clowes 1976). The normal points to the lighter side, so the two sides of a bright strip are two lines.
 */
export function linesOf(
  edges: readonly Edge[],
  { widthPx, heightPx }: LightPlane,
  most: number,
): readonly Line[] {
  const reach = Math.ceil(Math.hypot(widthPx, heightPx))
  const rhos = Math.ceil((2 * reach) / rhoStepPx) + 1
  const votes = new Float32Array(directions * rhos)
  const normals = Array.from({ length: directions }, (_, at) => {
    const angle = (at * 2 * Math.PI) / directions
    return { nx: Math.cos(angle), ny: Math.sin(angle) }
  })
  for (const { x, y, dx, dy } of edges) {
    const facing = Math.round((Math.atan2(dy, dx) / (2 * Math.PI)) * directions)
    for (let lean = -leaning; lean <= leaning; lean++) {
      const direction = (facing + lean + directions) % directions
      const { nx, ny } = normals[direction] ?? { nx: 1, ny: 0 }
      const place = (x * nx + y * ny + reach) / rhoStepPx
      const low = Math.floor(place)
      const cell = direction * rhos + low
      votes[cell] = (votes[cell] ?? 0) + 1 - (place - low)
      votes[cell + 1] = (votes[cell + 1] ?? 0) + place - low
    }
  }
  const fewest = 0.12 * Math.min(widthPx, heightPx)
  const lines: Line[] = []
  while (lines.length < most) {
    let best = 0
    for (let cell = 1; cell < votes.length; cell++) if ((votes[cell] ?? 0) > (votes[best] ?? 0)) best = cell
    if ((votes[best] ?? 0) < fewest) break
    const direction = Math.floor(best / rhos)
    const rho = (best % rhos) * rhoStepPx - reach
    // What votes for nearly the same line has been heard.
    for (let lean = -4; lean <= 4; lean++)
      for (let step = -3; step <= 3; step++) {
        const at = ((direction + lean + directions) % directions) * rhos + (best % rhos) + step
        if (at >= 0 && at < votes.length) votes[at] = 0
      }
    const normal = normals[direction]
    if (normal) lines.push(fitted({ ...normal, rho }, edges))
  }
  return lines
}

/** The line of least squares through the edges that lie close to it. */
function fitted(line: Line, edges: readonly Edge[]): Line {
  let { nx, ny, rho } = line
  for (const nearPx of [3, 1.5]) {
    const near = edges.filter(
      ({ x, y, dx, dy }) => Math.abs(x * nx + y * ny - rho) <= nearPx && dx * nx + dy * ny > 0.95,
    )
    if (near.length < 8) break
    const meanX = near.reduce((sum, { x }) => sum + x, 0) / near.length
    const meanY = near.reduce((sum, { y }) => sum + y, 0) / near.length
    let xx = 0
    let xy = 0
    let yy = 0
    for (const { x, y } of near) {
      xx += (x - meanX) ** 2
      xy += (x - meanX) * (y - meanY)
      yy += (y - meanY) ** 2
    }
    // The direction in which they spread least.
    const angle = Math.atan2(2 * xy, xx - yy) / 2 + Math.PI / 2
    const towards = Math.sign(Math.cos(angle) * nx + Math.sin(angle) * ny) || 1
    nx = Math.cos(angle) * towards
    ny = Math.sin(angle) * towards
    rho = meanX * nx + meanY * ny
  }
  return { nx, ny, rho }
}
