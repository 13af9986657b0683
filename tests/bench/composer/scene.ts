/** What stands in a scene: so many pieces in rows, each a little out of line, some turned, from a seed. */
import type { Box } from '#core/contract/geometry.ts'
import { randomFrom } from '#core/layout/random.ts'

/** The wall is the same for all, so that more pieces are smaller ones. */
export const frame = { widthMm: 9600, heightMm: 5400, widthPx: 9600, heightPx: 5400 } as const
const marginMm = 40

export const sceneSizes = [1000, 5000, 10_000, 25_000] as const
export type SceneSize = (typeof sceneSizes)[number]

/** @param pictures the measures of their pictures, in order */
export function sceneBoxes(
  pictures: readonly { readonly widthPx: number; readonly heightPx: number }[],
): Box[] {
  const random = randomFrom(pictures.length)
  const innerWidth = frame.widthMm - 2 * marginMm
  const innerHeight = frame.heightMm - 2 * marginMm
  const columns = Math.ceil(Math.sqrt((pictures.length * innerWidth) / innerHeight / 1.25))
  const rows = Math.ceil(pictures.length / columns)
  const [cellWidth, cellHeight] = [innerWidth / columns, innerHeight / rows]
  return pictures.map(({ widthPx, heightPx }, index) => {
    const aspect = widthPx / heightPx
    const widthMm = 0.94 * Math.min(cellWidth, cellHeight * aspect)
    return {
      xMm: marginMm + ((index % columns) + 0.5 + (random() - 0.5) * 0.2) * cellWidth,
      yMm: marginMm + (Math.floor(index / columns) + 0.5 + (random() - 0.5) * 0.2) * cellHeight,
      widthMm,
      heightMm: widthMm / aspect,
      rotationDeg: random() < 0.2 ? (random() - 0.5) * 16 : 0,
    }
  })
}
