import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Stroke } from '#core/ink/drawing.ts'
import { strokePath, traceStroke, type Part, type Pen } from '#core/ink/outline.ts'
import { grown } from './growing-ink.ts'

/** The parts that were drawn for good, and the loose end at last, of a stroke whose points came in such portions. */
function drawn(portions: readonly number[]): Part[] {
  let settled = 0
  let count = 0
  let last: Part = { from: 0, to: 0 }
  const parts = portions.flatMap((portion) => {
    const next = grown(settled, (count += portion))
    settled = next.settled
    last = next.loose
    return next.settling ?? []
  })
  return [...parts, last]
}

test('whatever comes at once, every point is drawn, and little is drawn anew', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(150), { minLength: 1, maxLength: 60 }), (portions) => {
      let known = 0
      for (const { from, to } of drawn(portions)) {
        expect(from).toBeLessThanOrEqual(known)
        expect(to).toBeGreaterThanOrEqual(known)
        known = to
      }
      expect(known).toBe(portions.reduce((sum, portion) => sum + portion, 0))
    }),
  )
  let settled = 0
  for (let count = 1; count <= 4000; count++) {
    const next = grown(settled, count)
    settled = next.settled
    expect(next.loose.to - next.loose.from).toBeLessThan(80)
  }
  expect(settled).toBeGreaterThan(3900)
})

class SvgPen implements Pen {
  d = ''
  moveTo(x: number, y: number) {
    this.d += `M${x} ${y}`
  }
  quadraticCurveTo(...at: [number, number, number, number]) {
    this.d += `Q${at.join(' ')}`
  }
  arc() {
    throw new Error('a line is no dot')
  }
}

const seen = (d: readonly string[]) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 850" width="500" height="425">${d.map((one) => `<path d="${one}"/>`).join('')}</svg>`,
    ),
  )
    .extractChannel('alpha')
    .raw()
    .toBuffer()

const hands = {
  slow: (at: number) => [80 + at * 2.5, 400 + 250 * Math.sin(at / 40)] as const,
  fast: (at: number) => [500 + 380 * Math.sin(at / 7), 420 + 350 * Math.cos(at / 11)] as const,
}

test.each(
  (['slow', 'fast'] as const).flatMap((hand) =>
    [false, true].flatMap((calm) => [12, 40].map((widthUnits) => ({ hand, calm, widthUnits }))),
  ),
)(
  'drawn in parts it looks as it will when it is done: $hand, calm $calm, $widthUnits wide',
  async (given) => {
    const points = Array.from({ length: 330 }, (_, at): Stroke['points'][number] => [
      ...hands[given.hand](at),
      0.5,
    ])
    const stroke: Stroke = { colour: '#14213d', points, ...given }
    const parts = drawn(Array.from({ length: 110 }, () => 3)).map((part) => {
      const pen = new SvgPen()
      traceStroke(stroke, pen, part)
      return pen.d
    })
    expect(parts.length).toBeGreaterThan(4)
    const [whole, together] = await Promise.all([seen([strokePath(stroke)]), seen(parts)])
    let inked = 0
    let other = 0
    whole.forEach((alpha, at) => {
      inked += alpha
      other += Math.abs(alpha - (together[at] ?? 0))
    })
    expect(inked).toBeGreaterThan(0)
    expect(other / inked).toBeLessThan(0.03)
  },
)
