/** How far two pictures of the same size are apart. */
import type { Pixels } from '#api/pictures/pixels.ts'

/** Root mean square error over all channels, of 255. */
export function rms(one: Pixels, other: Pixels): number {
  let sum = 0
  for (const [at, value] of one.data.entries()) sum += (value - (other.data[at] ?? 0)) ** 2
  return Math.sqrt(sum / one.data.length)
}

const blockPx = 8
/** Wang et al., Image Quality Assessment, IEEE Transactions on Image Processing 13 (2004), section III-B. */
const c1 = (0.01 * 255) ** 2
const c2 = (0.03 * 255) ** 2

/**
 * How unlike their structures are: (1 − SSIM) / 2, of a thousand, the mean over blocks of 8 × 8 pixels of lightness
 * (Rec. 709). What is too small for a block is one by itself.
 */
export function dssim(one: Pixels, other: Pixels): number {
  let sum = 0
  let blocks = 0
  for (let y = 0; y < one.heightPx; y += blockPx)
    for (let x = 0; x < one.widthPx; x += blockPx) {
      sum += ssimAt(one, other, x, y)
      blocks += 1
    }
  return (1000 * (1 - sum / blocks)) / 2
}

function ssimAt(one: Pixels, other: Pixels, left: number, top: number): number {
  let [count, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0]
  for (let y = top; y < Math.min(top + blockPx, one.heightPx); y++)
    for (let x = left; x < Math.min(left + blockPx, one.widthPx); x++) {
      const [p, q] = [lightness(one, x, y), lightness(other, x, y)]
      count += 1
      a += p
      b += q
      aa += p * p
      bb += q * q
      ab += p * q
    }
  const [meanA, meanB] = [a / count, b / count]
  const variances = aa / count - meanA ** 2 + bb / count - meanB ** 2
  const covariance = ab / count - meanA * meanB
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) / ((meanA ** 2 + meanB ** 2 + c1) * (variances + c2))
  )
}

function lightness({ data, widthPx }: Pixels, x: number, y: number): number {
  const at = (y * widthPx + x) * 3
  return 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0)
}
