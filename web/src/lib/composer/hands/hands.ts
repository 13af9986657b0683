/** The hands over the stage: one state at a time, and the one table that says which file each state lies in. */
import type { Composer } from '../composer.svelte.ts'
import type { Hand, Step, Touch } from './hand.ts'
import { cropping } from './cropping.ts'
import { idle } from './idle.ts'
import { lasso } from './lasso.ts'
import { marquee } from './marquee.ts'
import { moving } from './moving.ts'
import { panning } from './panning.ts'
import { pinching } from './pinching.ts'
import { pointing } from './pointing.ts'
import { transforming } from './transforming.ts'
import { twisting } from './twisting.ts'

function handFor(composer: Composer, step: Step): Hand {
  switch (step.to) {
    case 'idle':
      return idle(composer)
    case 'pointing':
      return pointing(composer, step.touch)
    case 'panning':
      return panning(composer, step.touch)
    case 'pinching':
      return pinching(composer, step.one, step.other)
    case 'twisting':
      return twisting(composer, step.one, step.other)
    case 'moving':
      return moving(composer, step.touch)
    case 'transforming':
      return transforming(composer)
    case 'marquee':
      return marquee(composer, step.touch)
    case 'lasso':
      return lasso(composer, step.touch)
    case 'cropping':
      return cropping(composer, step.touch)
  }
}

export class Hands {
  readonly #composer: Composer
  #hand: Hand

  constructor(composer: Composer) {
    this.#composer = composer
    this.#hand = idle(composer)
  }

  get name(): Hand['name'] {
    return this.#hand.name
  }

  down(touch: Touch): void {
    this.#go(this.#hand.down?.(touch))
  }

  move(touch: Touch): void {
    const before = this.#hand
    this.#go(before.move?.(touch))
    // What has just begun by moving has already been moved so far.
    if (this.#hand !== before) this.#hand.move?.(touch)
  }

  up(touch: Touch): void {
    this.#go(this.#hand.up?.(touch))
  }

  cancel(): void {
    this.#hand.cancel?.()
    this.#hand = idle(this.#composer)
  }

  #go(step: Step | undefined): void {
    if (step) this.#hand = handFor(this.#composer, step)
  }
}
