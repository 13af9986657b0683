/** The tray's room: what is asked for, which pieces that gives, and who is still to be thought of in the whole work. */
import type { HouseName } from '#core/contract/artworks.ts'
import type { PieceId } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import { everyone, type Everyone } from '#core/composition/everyone.ts'
import type { Composer } from '../composer.svelte.ts'
import { aspectOf } from '../pieces.ts'
import { placedPieces } from '../plain.ts'
import {
  isNewSince,
  matching,
  noFacets,
  startOf,
  type Facets,
  type Since,
  type SizeClass,
  type Standing,
  type Where,
} from './facets.ts'

const nobody: Everyone = { unplaced: [], hidden: [], small: [], absentHouses: [] }

export class TrayRoom {
  readonly #composer: Composer
  /** The houses that take part, whether anything came from them or not. */
  readonly houses: readonly HouseName[]
  readonly lastHere: string | null

  facets = $state.raw<Facets>(noFacets)
  /** As it was when the hand last rested. */
  everyone = $state.raw<Everyone>(nobody)
  /** The piece at which the keys are; where it is gone, the one that came in its place. */
  #active = $state.raw<{ readonly id: PieceId | null; readonly at: number }>({ id: null, at: 0 })
  /** Raised when the list is to have the focus. */
  calls = $state(0)
  #answered = 0

  readonly #sizes = $derived.by(() => sizesIn(this.#composer))
  readonly #standing = $derived.by((): Standing => {
    const { hidden, small, absentHouses } = this.everyone
    return {
      placed: placedPieces(this.#composer.state),
      hidden: new Set(hidden),
      small: new Set(small),
      absentHouses: new Set(absentHouses),
      sizeOf: (id) => this.#sizes.get(id) ?? null,
      startOf: (since) => startOf(since, this.lastHere, new Date()),
    }
  })
  /** In the order in which they came. */
  readonly shown = $derived.by(() => matching(this.#composer.pieces.values(), this.facets, this.#standing))
  /** How many of all pieces are new since when. */
  readonly newCounts = $derived.by((): Readonly<Record<Since, number>> => {
    const pieces = [...this.#composer.pieces.values()]
    const countSince = (since: Since): number => {
      const start = this.#standing.startOf(since)
      return pieces.filter((piece) => isNewSince(piece, start)).length
    }
    return {
      visit: countSince('visit'),
      today: countSince('today'),
      week: countSince('week'),
      month: countSince('month'),
    }
  })

  constructor(composer: Composer, houses: readonly HouseName[], lastHere: string | null) {
    this.#composer = composer
    this.houses = houses.toSorted((one, other) => one.name.localeCompare(other.name, 'da'))
    this.lastHere = lastHere
  }

  get activeAt(): number {
    const at = this.shown.findIndex(({ id }) => id === this.#active.id)
    return at === -1 ? Math.min(this.#active.at, this.shown.length - 1) : at
  }

  get active(): CuratedPiece | undefined {
    return this.shown[this.activeAt]
  }

  goTo(at: number): void {
    this.#active = { id: this.shown[at]?.id ?? null, at }
  }

  /** Whether it was called and has not come yet. */
  answerCall(): boolean {
    const isCalled = this.calls > this.#answered
    this.#answered = this.calls
    return isCalled
  }

  ask(some: Partial<Facets>): void {
    this.facets = { ...this.facets, ...some }
    this.#answered = this.calls
    this.goTo(0)
  }

  /** Shows just these, and gives the list the focus. */
  open(where: Where): void {
    this.facets = { ...noFacets, where }
    this.goTo(0)
    this.calls += 1
  }

  /** Everything but where the pieces are. */
  get narrowedBy(): number {
    const { house, kind, hue, size, since, words } = this.facets
    return [house, kind, hue, size, since, words.trim()].filter(Boolean).length
  }

  /** Looks over the whole work. */
  look(): void {
    const { pieces, state, frame } = this.#composer
    this.everyone = everyone({
      pieces: Array.from(pieces.values(), (piece) => ({
        id: piece.id,
        houseCode: piece.house.code,
        kind: piece.kind,
        text: piece.text,
        aspect: aspectOf(piece),
        mayBeAltered: piece.consents.alter,
      })),
      state,
      frame,
      houses: this.houses.map(({ code }) => code),
    })
  }

  isPlaced(id: PieceId): boolean {
    return this.#standing.placed.has(id)
  }
}

/** Over twice the usual area, or under half of it. */
function sizesIn({ state }: Composer): ReadonlyMap<PieceId, SizeClass> {
  const areas = [...state.values()].flatMap(({ pieceId, widthMm, heightMm }) =>
    pieceId === null ? [] : [{ pieceId, areaMm2: widthMm * heightMm }],
  )
  const inOrder = areas.map(({ areaMm2 }) => areaMm2).sort((a, b) => a - b)
  const usual = inOrder[Math.floor(inOrder.length / 2)] ?? 0
  const classOf = (areaMm2: number): SizeClass =>
    areaMm2 > usual * 2 ? 'large' : areaMm2 < usual / 2 ? 'small' : 'usual'
  return new Map(areas.map(({ pieceId, areaMm2 }) => [pieceId, classOf(areaMm2)]))
}
