/**
 * What a layout would make of the work, while its options are being set. Few pieces are arranged at once; many in a
 * worker, and of several wishes that come meanwhile only the last is carried out.
 */
import type { Arranged, LayoutPiece, LayoutTask } from '#core/layout/layout.ts'
import { layoutById } from '#core/layout/registry.ts'
import type { LayoutAnswer, LayoutQuestion } from './layout-question.ts'

/** So many are arranged in a few milliseconds. */
const atOnceMax = 1500

type Ask = (question: LayoutQuestion) => void

export interface LayoutHelper {
  readonly ask: Ask
  readonly close: () => void
}

/** @param hear is told every answer */
export function layoutWorker(hear: (answer: LayoutAnswer) => void): LayoutHelper {
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => hear(data))
  return { ask: (question) => worker.postMessage(question), close: () => worker.terminate() }
}

interface Wish {
  readonly layout: string
  readonly task: LayoutTask
}

export class LayoutPreview {
  arranged = $state.raw<readonly Arranged[] | null>(null)
  isWorking = $state(false)
  readonly #openHelper: typeof layoutWorker
  #helper: LayoutHelper | undefined
  #handedOver: readonly LayoutPiece[] | undefined
  #number = 0
  /** What was wished while the helper was busy. */
  #next: Wish | undefined

  constructor(openHelper: typeof layoutWorker = layoutWorker) {
    this.#openHelper = openHelper
  }

  show(layout: string, task: LayoutTask): void {
    if (task.pieces.length <= atOnceMax) {
      this.clear()
      this.arranged = layoutById(layout)?.arrange(task) ?? null
    } else if (this.isWorking) this.#next = { layout, task }
    else this.#ask({ layout, task })
  }

  /** Nothing is looked at; an answer that is still to come is not heard. */
  clear(): void {
    this.#next = undefined
    this.#number += 1
    this.isWorking = false
    this.arranged = null
  }

  close(): void {
    this.clear()
    this.#helper?.close()
    this.#helper = undefined
  }

  #ask({ layout, task: { pieces, ...task } }: Wish): void {
    this.#helper ??= this.#openHelper((answer) => this.#hear(answer))
    this.isWorking = true
    this.#number += 1
    const isKnown = this.#handedOver === pieces
    this.#handedOver = pieces
    this.#helper.ask({ number: this.#number, layout, task, pieces: isKnown ? null : pieces })
  }

  #hear({ number, arranged }: LayoutAnswer): void {
    if (number !== this.#number) return
    this.isWorking = false
    this.arranged = arranged
    const next = this.#next
    this.#next = undefined
    if (next) this.#ask(next)
  }
}
