/** Arranges many pieces beside the page, so that the page goes on answering. One task at a time. */
import { layoutById } from '#core/layout/registry.ts'
import type { LayoutAnswer, LayoutQuestion } from './layout-question.ts'
import type { LayoutPiece } from '#core/layout/layout.ts'

let pieces: readonly LayoutPiece[] = []

self.addEventListener('message', ({ data }: MessageEvent<LayoutQuestion>) => {
  pieces = data.pieces ?? pieces
  const answer: LayoutAnswer = {
    number: data.number,
    arranged: layoutById(data.layout)?.arrange({ ...data.task, pieces }) ?? [],
  }
  self.postMessage(answer)
})
