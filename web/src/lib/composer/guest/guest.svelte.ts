/** How the guest looks: from how far, with which eyes, from which height, on a screen of which size. */
import { blurPx, finestDetailMm, smallestLetterMm, viewingDistanceMm } from '#core/sight/eye.ts'
import type { ColourVision } from '#core/sight/colour-vision.ts'
import { assumedPxPerMm } from '#core/sight/true-size.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CompositionState } from '#core/composition/state.ts'
import { healed } from './face.ts'

const usualEdgeMm = 800

/** The browser remembers its own screen. */
const shelf = 'skaermens-maal'

function keptPxPerMm(): number {
  try {
    const kept = Number(localStorage.getItem(shelf))
    return kept > 0 ? kept : assumedPxPerMm
  } catch {
    return assumedPxPerMm
  }
}

const nobody: ReadonlySet<PieceId> = new Set<PieceId>()

export class Guest {
  readonly #before: CompositionState
  #trials = $state.raw<readonly ReadonlySet<PieceId>[]>([nobody])

  /** The guest's distance is put on: what no eye could tell apart from there is blurred. */
  isFar = $state(false)
  distanceMm = $state(viewingDistanceMm)
  vision = $state<ColourVision>('usual')
  isSeated = $state(false)
  lowerEdgeMm = $state(usualEdgeMm)
  screenPxPerMm = $state(keptPxPerMm())

  /** @param before the work as it is seen; what others do meanwhile is seen the next time */
  constructor(before: CompositionState) {
    this.#before = before
  }

  get finestMm(): number {
    return finestDetailMm(this.distanceMm)
  }

  get letterMm(): number {
    return smallestLetterMm(this.distanceMm)
  }

  /** @param pxPerMm how large a millimetre of the wall is on the screen now */
  blurAt(pxPerMm: number): number {
    return this.isFar ? blurPx(this.distanceMm, pxPerMm) : 0
  }

  measureScreen(pxPerMm: number): void {
    this.screenPxPerMm = pxPerMm
    try {
      localStorage.setItem(shelf, String(pxPerMm))
    } catch {
      // Then it is known for as long as the page is open.
    }
  }

  /** What would stand there, by the number of the trial; the first is the work as it is. */
  stateAt(edition: number): CompositionState | null {
    const gone = this.#trials[edition - 1]
    return gone ? healed(this.#before, gone) : null
  }

  /** The number of the trial that is seen now. */
  get edition(): number {
    return this.#trials.length
  }

  /** Pieces that are taken out to see how the place heals. */
  get gone(): ReadonlySet<PieceId> {
    return this.#trials.at(-1) ?? nobody
  }

  /** Takes pieces out, or puts back those that are out. */
  toggle(...pieces: readonly PieceId[]): void {
    this.#try(this.gone.symmetricDifference(new Set(pieces)))
  }

  bringBack(): void {
    this.#try(nobody)
  }

  #try(gone: ReadonlySet<PieceId>): void {
    this.#trials = [...this.#trials, gone]
  }
}
