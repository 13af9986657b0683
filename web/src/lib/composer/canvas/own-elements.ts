/** The artwork's own elements on a canvas: drawn from the same lines and outlines as the tiles (core/element). */
import { drawElement, type ElementDrawing } from '#core/element/drawing.ts'
import type { ArtworkElement } from '#core/contract/elements.ts'
import type { Context } from './painter.ts'
import { lettersFor, lettersReady, measureLetters } from '#lib/lettering/letters.ts'

interface Size {
  readonly widthMm: number
  readonly heightMm: number
}

interface Kept extends Size {
  readonly ground: string
  readonly drawing: ElementDrawing
  readonly areas: readonly { readonly path: Path2D; readonly fill: string }[]
  readonly lines: readonly { readonly path: Path2D; readonly stroke: string; readonly width: number }[]
}

export class OwnElements {
  readonly #ground: () => string
  readonly #changed: () => void
  readonly #kept = new WeakMap<ArtworkElement, Kept>()
  /** Texts whose letters are here. Others are asked for, and drawn when they have come. */
  readonly #ready = new Set<string>()
  readonly #asked = new Set<string>()

  /** @param ground the colour that words without card stand on now @param changed letters have come: draw again */
  constructor(ground: () => string, changed: () => void) {
    this.#ground = ground
    this.#changed = changed
  }

  /** Resolves when an element can be painted with its letters. */
  async prepare(element: ArtworkElement): Promise<void> {
    if (element.kind !== 'words') return
    await lettersReady(element.text)
    this.#ready.add(element.text)
  }

  /** Paints an element of that size on the wall into a box around the origin. */
  paint(context: Context, element: ArtworkElement, size: Size, width: number, height: number): void {
    if (element.kind === 'words' && !this.#hasLetters(element.text))
      return this.#paintPaper(context, element, width, height)
    const { drawing, areas, lines } = this.#keep(element, size)
    context.save()
    context.translate(-width / 2, -height / 2)
    context.scale(width / drawing.widthUnits, height / drawing.heightUnits)
    for (const { path, fill } of areas) {
      context.fillStyle = fill
      context.fill(path)
    }
    context.lineCap = 'round'
    context.lineJoin = 'round'
    for (const line of lines) {
      context.strokeStyle = line.stroke
      context.lineWidth = line.width
      context.stroke(line.path)
    }
    if (drawing.words && element.kind === 'words') paintWords(context, drawing.words, element.text)
    context.restore()
  }

  #paintPaper(
    context: Context,
    { paper }: Extract<ArtworkElement, { kind: 'words' }>,
    width: number,
    height: number,
  ): void {
    if (paper === null) return
    context.fillStyle = paper
    context.fillRect(-width / 2, -height / 2, width, height)
  }

  #hasLetters(text: string): boolean {
    if (this.#ready.has(text)) return true
    if (!this.#asked.has(text)) {
      this.#asked.add(text)
      void lettersReady(text).then(() => {
        this.#ready.add(text)
        this.#changed()
      })
    }
    return false
  }

  #keep(element: ArtworkElement, size: Size): Kept {
    const kept = this.#kept.get(element)
    const ground = this.#ground()
    if (kept?.ground === ground && kept.widthMm === size.widthMm && kept.heightMm === size.heightMm)
      return kept
    const measure = measureLetters(element.kind === 'words' ? element.text : '')
    const { widthMm, heightMm } = size
    const drawing = drawElement({ element, size, ground, measure })
    const made: Kept = {
      ground,
      widthMm,
      heightMm,
      drawing,
      areas: drawing.areas.map(({ path, fill }) => ({ path: new Path2D(path), fill })),
      lines: drawing.lines.map(({ path, stroke, width }) => ({ path: new Path2D(path), stroke, width })),
    }
    this.#kept.set(element, made)
    return made
  }
}

function paintWords(
  context: Context,
  { lines, fontSizePx, fill }: NonNullable<ElementDrawing['words']>,
  text: string,
): void {
  context.font = `600 ${fontSizePx}px ${lettersFor(text)}`
  context.fillStyle = fill
  context.textBaseline = 'alphabetic'
  context.textAlign = 'left'
  for (const line of lines) {
    context.direction = line.direction
    context.fillText(line.text, line.xPx, line.baselinePx)
  }
}
