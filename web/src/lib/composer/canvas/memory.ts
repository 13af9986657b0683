/**
 * How many bytes of bitmaps may be held, four a pixel: 200 MB on a desk, 100 MB where one touches (composer.md, 3.3: tablets
 * close pages that hold more). The stage's own canvases come first; the rest is shared.
 */

export interface MemoryShares {
  readonly tilesBytes: number
  readonly sheetsBytes: number
  readonly picturesBytes: number
}

const desk = 200_000_000
const touch = 100_000_000

/** @param stageBytes of one canvas as large as the stage; its own, and Konva's two */
export function memoryShares(isTouch: boolean, stageBytes: number): MemoryShares {
  const left = Math.max((isTouch ? touch : desk) - 3 * stageBytes, touch / 4)
  return { tilesBytes: left * 0.3, sheetsBytes: left * 0.48, picturesBytes: left * 0.22 }
}
