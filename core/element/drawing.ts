/**
 * How an element of the artwork's own is drawn: the same areas, lines and letters for the composer's canvas and for
 * the tiles. Knows no font; whoever calls hands over a way to measure.
 */
import { hexToOklab } from '../colour/oklab.ts'
import type { ArtworkElement } from '../contract/elements.ts'
import { setText, type Measure, type SetText } from '../lettering/set-text.ts'
import { letteringInk } from '../lettering/paper.ts'
import { threadKnots, threadLine } from './thread.ts'

/** On dark ground (DESIGN, the exhibition's light). */
const letteringLight = '#f7f3e8'

/** Around words on paper, of the shorter side. Without paper they fill their box. */
const marginPart = 0.12
/** Of the room's height: a heading of one line may fill it, with room for what hangs below the line. */
const largestPart = 0.85

/** Everything in units of `unitsPerMm`, from the box's upper left corner; drawn in the order of the fields. */
export interface ElementDrawing {
  readonly widthUnits: number
  readonly heightUnits: number
  readonly areas: readonly { readonly path: string; readonly fill: string }[]
  readonly lines: readonly { readonly path: string; readonly stroke: string; readonly width: number }[]
  readonly words: (SetText & { readonly fill: string }) | null
}

interface Given {
  readonly element: ArtworkElement
  readonly size: { readonly widthMm: number; readonly heightMm: number }
  /** The colour that lies beneath, as `groundColour` tells it (core/composition/ground.ts). */
  readonly ground: string
  readonly measure: Measure
}

/** The longer side of a drawing in units: finer than any tile shows it, and of one size whatever the work's. */
const longSideUnits = 4000

export function drawElement({ element, size, ground, measure }: Given): ElementDrawing {
  const unitsPerMm = longSideUnits / Math.max(size.widthMm, size.heightMm)
  const widthUnits = size.widthMm * unitsPerMm
  const heightUnits = size.heightMm * unitsPerMm
  const bare = { widthUnits, heightUnits, areas: [], lines: [], words: null }
  const whole = `M0 0H${rounded(widthUnits)}V${rounded(heightUnits)}H0Z`
  switch (element.kind) {
    case 'field':
      return { ...bare, areas: [{ path: whole, fill: element.colour }] }
    case 'thread': {
      const points = element.points.map(({ x, y }) => ({ x: x * widthUnits, y: y * heightUnits }))
      const width = element.widthMm * unitsPerMm
      return {
        ...bare,
        areas: [{ path: threadKnots(points, width), fill: element.colour }],
        lines: [{ path: threadLine(points), stroke: element.colour, width }],
      }
    }
    case 'words': {
      const margin = element.paper === null ? 0 : Math.min(widthUnits, heightUnits) * marginPart
      const room = { widthPx: widthUnits - 2 * margin, heightPx: heightUnits - 2 * margin }
      const set = setText(element.text, room, measure, largestPart)
      const lines = set.lines.map((line) => ({
        ...line,
        xPx: line.xPx + margin,
        baselinePx: line.baselinePx + margin,
      }))
      const fill = letteringOn(element.paper ?? ground)
      return {
        ...bare,
        areas: element.paper === null ? [] : [{ path: whole, fill: element.paper }],
        words: { ...set, lines, fill },
      }
    }
  }
}

/** Ink, or light letters where ink could not be read. */
function letteringOn(ground: string): string {
  return hexToOklab(ground).L < 0.6 ? letteringLight : letteringInk
}

const rounded = (units: number): number => Math.round(units * 1000) / 1000
