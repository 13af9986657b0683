/** A photo that is being painted over. Every stroke is laid into the draft at once, as bytes: nothing waits to be hidden. */
import type { Point } from '#core/picture/quad.ts'
import type { Table } from '../draft.svelte.ts'
import { paintOver, paintedMaxPx, type Brush, type HidingStroke } from '../hiding.ts'
import { drawSmall, letGo } from '../small-picture.ts'

/** Good enough that nobody sees it was written anew. */
const jpegQuality = 0.92

export class Painting {
  strokes: readonly HidingStroke[] = $state.raw([])
  undone: readonly HidingStroke[] = $state.raw([])
  saved: 'saving' | 'saved' | 'no-room' = $state('saved')
  readonly canvas: HTMLCanvasElement
  readonly #table: Table
  readonly #bare: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  /** What is drawn with the finger still down. */
  #growing: { brush: Brush; points: Point[] } | null = null
  #saving: Promise<void> = Promise.resolve()
  #wanted = 0

  private constructor(table: Table, bare: HTMLCanvasElement) {
    this.#table = table
    this.#bare = bare
    this.canvas = document.createElement('canvas')
    this.canvas.width = bare.width
    this.canvas.height = bare.height
    const context = this.canvas.getContext('2d')
    if (!context) throw new Error('this browser draws no canvas')
    this.#context = context
    this.strokes = table.draft.hidden
    this.undone = table.draft.unhidden
    this.#drawAll()
  }

  /** @throws when the browser cannot read the photo */
  static async open(table: Table): Promise<Painting> {
    const photo = await table.unhiddenPhoto()
    if (photo === null) throw new Error('there is no photo')
    return new Painting(table, await drawSmall(photo, paintedMaxPx))
  }

  begin(brush: Brush, at: Point): void {
    this.#growing = { brush, points: [at] }
    paintOver(this.#context, { brush, points: [at] })
  }

  grow(to: Point): void {
    const last = this.#growing?.points.at(-1)
    if (!this.#growing || !last) return
    this.#growing.points.push(to)
    paintOver(this.#context, { brush: this.#growing.brush, points: [last, to] })
  }

  /** The finger has left the photo. */
  end(): void {
    if (this.#growing) this.#change([...this.strokes, this.#growing], [])
    this.#growing = null
  }

  /** The system took the finger away: the stroke was not meant. */
  cancel(): void {
    this.#growing = null
    this.#drawAll()
  }

  stamp(brush: Brush, at: Point): void {
    this.begin(brush, at)
    this.end()
  }

  undo(): void {
    const last = this.strokes.at(-1)
    if (last) this.#change(this.strokes.slice(0, -1), [last, ...this.undone])
  }

  redo(): void {
    const [next, ...undone] = this.undone
    if (next) this.#change([...this.strokes, next], undone)
  }

  /** Once all that was painted lies in the draft. */
  settled(): Promise<void> {
    return this.#saving
  }

  close(): void {
    void this.#saving.finally(() => {
      letGo(this.canvas)
      letGo(this.#bare)
    })
  }

  #change(strokes: readonly HidingStroke[], undone: readonly HidingStroke[]): void {
    this.strokes = strokes
    this.undone = undone
    this.#drawAll()
    this.saved = 'saving'
    this.#wanted += 1
    const wanted = this.#wanted
    this.#saving = this.#saving.then(async () => {
      // A later stroke holds this one.
      if (wanted !== this.#wanted) return
      const painted = await jpegOf(this.canvas)
      if (wanted !== this.#wanted) return
      const isKept = await this.#table.hideInPhoto({ hidden: strokes, unhidden: undone }, painted)
      this.saved = isKept ? 'saved' : 'no-room'
    })
  }

  #drawAll(): void {
    this.#context.drawImage(this.#bare, 0, 0)
    for (const stroke of this.strokes) paintOver(this.#context, stroke)
  }
}

const jpegOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('no picture came out'))),
      'image/jpeg',
      jpegQuality,
    ),
  )
