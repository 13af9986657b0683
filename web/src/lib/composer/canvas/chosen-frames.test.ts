import { expect, test } from 'vitest'
import { id, work } from '../testing/work.ts'
import { ownFramesMax, paintChosen } from './chosen-frames.ts'

/** A pen that keeps the lines it drew: each begins where it was set down. */
function pen() {
  const lines: [number, number][][] = []
  let line: [number, number][] = []
  const nothing = () => undefined
  return {
    lines,
    strokeStyle: '',
    lineWidth: 1,
    lineJoin: 'miter' as const,
    beginPath: nothing,
    rect: nothing,
    stroke: nothing,
    moveTo(x: number, y: number) {
      line = [[x, y]]
    },
    lineTo: (x: number, y: number) => void line.push([x, y]),
    closePath() {
      const [start] = line
      lines.push(line)
      // As on a canvas: what comes next without the pen being set down goes on from here.
      line = start ? [start] : []
    },
  }
}

test('each of many chosen pieces has a frame of its own, of its own four corners', () => {
  const count = ownFramesMax + 6
  const placements = Array.from({ length: count }, (_, n) => ({
    ...{ id: id(n), pieceId: null, slot: null, layer: n, locked: false, revision: 0 },
    ...{ xMm: 100 + 40 * n, yMm: 200, widthMm: 30, heightMm: 20, rotationDeg: n },
  }))
  const { composer } = work({ placements })
  composer.choose(composer.state.keys())
  const context = pen()
  const colours = { ink: '#14213d', white: '#ffffff', felt: '#dbe0ea', chalk: '#f4f6f1' }
  paintChosen(
    context,
    {
      camera: composer.viewfinder.camera,
      view: composer.viewfinder.view,
      devicePixelRatio: 1,
      isMoving: false,
      colours,
    },
    composer,
  )
  expect(context.lines).toHaveLength(count)
  for (const corners of context.lines) {
    expect(corners).toHaveLength(4)
    const [[x1, y1] = [0, 0], , [x2, y2] = [0, 0]] = corners
    const diagonalPx = Math.hypot(x2 - x1, y2 - y1)
    expect(diagonalPx / composer.viewfinder.camera.pxPerMm).toBeCloseTo(Math.hypot(30, 20), 3)
  }
})
