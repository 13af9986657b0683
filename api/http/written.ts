import type { z } from 'zod'

/** An answer that was checked and written as JSON elsewhere, to be sent as it is. */
export class Written<Shape extends z.ZodType> {
  /** What it was checked by: an endpoint takes what is written in its own shape, and no other. */
  readonly shape: Shape
  /** UTF-8. */
  readonly json: Uint8Array

  constructor(shape: Shape, json: Uint8Array) {
    this.shape = shape
    this.json = json
  }
}
