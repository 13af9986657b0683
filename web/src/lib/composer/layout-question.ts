/** What is said between the page and the worker that arranges. Both are ours and of one build. */
import type { Arranged, LayoutPiece, LayoutTask } from '#core/layout/layout.ts'

export interface LayoutQuestion {
  readonly number: number
  readonly layout: string
  readonly task: Omit<LayoutTask, 'pieces'>
  /** Only when they are others than the last time: thousands of them take long to hand over. */
  readonly pieces: readonly LayoutPiece[] | null
}

export interface LayoutAnswer {
  readonly number: number
  readonly arranged: readonly Arranged[]
}
