/**
 * The composer's room: what is chosen, what the hand holds, what the camera sees, and the way to the log.
 * The composition itself lies in plain Maps; `version` tells that it is another.
 */
import {
  allowRepeats,
  type Composition,
  type HandChange,
  type HandKind,
  type Operation,
  type Placement,
} from '#core/contract/composition.ts'
import type { Box } from '#core/contract/geometry.ts'
import type { ArtworkSlug, PieceId, PlacementId, StaffId } from '#core/contract/ids.ts'
import { answerForAltering, type CuratedPiece } from '#core/contract/inbox.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Sheets } from '#core/contract/sheets.ts'
import { arrangementChanges } from '#core/composition/arrange.ts'
import { groundColour, lyingAsGround } from '#core/composition/ground.ts'
import { isEmptyPlace, type CompositionState } from '#core/composition/state.ts'
import { restoreChanges } from '#core/composition/versions.ts'
import type { Arranged } from '#core/layout/layout.ts'
import { layoutById } from '#core/layout/registry.ts'
import { call } from '#lib/api.ts'
import { sentenceOf } from '#lib/problem-sentence.ts'
import { m } from '#lib/paraglide/messages.js'
import { Announcer } from './announcer.svelte.ts'
import { boxOf, rounded } from './canvas/box.ts'
import type { Rect } from './canvas/camera.ts'
import { drawnAmong, type DrawnAs } from './canvas/drawn-as.ts'
import { Glide, glidingMax, isMuchMoved } from './canvas/glide.ts'
import type { Shown } from './canvas/painter.ts'
import { boxesOf, seenIn } from './canvas/shown.ts'
import { PictureStock } from './canvas/picture-stock.ts'
import { SpatialIndex } from './canvas/spatial-index.ts'
import type { Clipboard } from './copies.ts'
import { Cropping } from './cropping.svelte.ts'
import { Groups, together } from './groups.svelte.ts'
import { Aids } from './hands/aids.svelte.ts'
import { Journal } from './log/journal.ts'
import { newPlacementId } from './log/new-id.ts'
import { Nudging } from './nudging.ts'
import { isStill, lookedAt, type Look } from './look.ts'
import type { Outbox } from './log/outbox.ts'
import type { Beginning, Connection } from './log/reading.ts'
import { aspectOf, piecesById } from './pieces.ts'
import { ids, nothingHeld, placedPieces } from './plain.ts'
import { SheetList } from './sheet-list.ts'
import { Viewfinder } from './viewfinder.svelte.ts'
import { elementWords, pieceWords } from './words.ts'

interface Given extends Beginning {
  readonly fetch: typeof globalThis.fetch
  readonly slug: ArtworkSlug
  readonly me: StaffId
  /** Asked already. */
  readonly sheetList?: SheetList
  /** How it stood once, to be looked at: nothing can be moved, and this room says what there is to say. */
  readonly now?: Composer
}

/** What the list can do while it is shown (`outline/twin.svelte.ts`). */
interface ListUnderKeys {
  readonly isMoving: boolean
  beginMoving(): boolean
  put(): void
}

export class Composer {
  readonly slug: ArtworkSlug
  readonly title: string
  readonly frame: Composition['size']
  readonly background: Composition['background']
  readonly viewfinder: Viewfinder
  readonly announcer: Announcer
  readonly index: SpatialIndex
  readonly aids = new Aids()
  readonly glide = new Glide()
  readonly cropping = new Cropping(this)
  readonly groups = new Groups()
  readonly nudging = new Nudging(this)
  readonly #journal: Journal
  readonly #now: Composer | undefined
  readonly #fetch: Given['fetch']
  readonly #sheetList: SheetList
  #pieces: ReadonlyMap<PieceId, CuratedPiece>
  #pictureStock: PictureStock | undefined

  /** Raised whenever the composition, the pieces or the history are others. */
  version = $state(0)
  /** Raised when pieces were packed into sheets anew. */
  sheetsVersion = $state(0)
  chosen = $state.raw(ids())
  /** Where the hand holds things that it has not let go of. */
  held = $state.raw(nothingHeld)
  marquee = $state.raw<Rect | null>(null)
  /** A layout as it would be, before it is chosen. */
  preview = $state.raw<readonly Shown[] | null>(null)
  connection = $state<Connection>('live')
  /** What the last news took away: its pixels must not linger. */
  takenDown = $state.raw<readonly Placement[]>([])
  /** Taken from the tray: the next tap in the work is its place. */
  inHand = $state.raw<PieceId | null>(null)
  /** Copied or cut out, to be put in. */
  clipboard = $state.raw<Clipboard | null>(null)
  /** Whether a piece may stand in several places. */
  repeatsAllowed = $state(false)
  isHelpOpen = $state(false)
  isListShown = $state(false)
  /** The list under the keys, while it is shown. */
  twin = $state.raw<ListUnderKeys | null>(null)
  /** The work is looked at as the guest sees it. */
  isGuestIn = $state(false)

  constructor(given: Given) {
    this.slug = given.slug
    this.title = given.composition.title
    this.#fetch = given.fetch
    this.#sheetList = given.sheetList ?? new SheetList(given.fetch, given.slug, given.build)
    this.frame = given.composition.size
    this.background = given.composition.background
    this.#now = given.now
    this.index = new SpatialIndex(this.frame)
    this.viewfinder = new Viewfinder(this.frame)
    this.announcer = given.now?.announcer ?? new Announcer()
    this.repeatsAllowed = given.composition.repeatsAllowed
    this.#pieces = piecesById(given.composition.pieces)
    this.#journal = new Journal({
      ...given,
      listener: {
        changed: () => this.#follow(),
        connected: (connection) => (this.connection = connection),
        reloaded: (composition) => this.#takePieces(composition),
        heard: (operation) => this.#hear(operation),
        dropped: (dropped) => this.tell(m.composer_dropped({ count: dropped.length })),
        lockedOut: ({ length: count }) => this.tell(m.composer_locked_left({ count })),
        refused: (problem: Problem) => this.tell(sentenceOf(problem)),
        left: ({ length: count }, undone) =>
          this.tell(undone > 0 ? m.composer_undo_left({ count }) : m.composer_undo_none({ count })),
      },
    })
    this.index.follow(this.state)
  }

  get state(): CompositionState {
    void this.version
    return this.#journal.state
  }

  get pieces(): ReadonlyMap<PieceId, CuratedPiece> {
    void this.version
    return this.#pieces
  }

  /** The pictures that this window holds; made when something is drawn. */
  get pictureStock(): PictureStock {
    if (this.#now) return this.#now.pictureStock
    return (this.#pictureStock ??= new PictureStock(this.slug, {
      list: () => this.listSheets(),
      sizeOf: (id) => this.#pieces.get(id),
    }))
  }

  /** The packed sheets that there are now. @throws {Problem} when there was no answer */
  listSheets(): Promise<Sheets> {
    return this.#sheetList.at(this.sheetsVersion)
  }

  /** How a placement is drawn. */
  get drawnAs(): DrawnAs {
    return drawnAmong(this.pieces)
  }

  /** Width ÷ height of a piece that is known here. */
  readonly aspectOf = (id: PieceId): number | undefined => {
    const piece = this.#pieces.get(id)
    return piece && aspectOf(piece)
  }

  get canUndo(): boolean {
    void this.version
    return this.#journal.history.undoable.length > 0
  }

  get canRedo(): boolean {
    void this.version
    return this.#journal.history.redoable.length > 0
  }

  /** How it stood once: it can be looked at, and nothing else. */
  get isPast(): boolean {
    return this.#now !== undefined
  }

  /** The last operation of the log that is known here. */
  get seq(): number {
    void this.version
    return this.#journal.seq
  }

  get unsentCount(): number {
    void this.version
    return this.#journal.unsentCount
  }

  /** The chosen placements that are still there. */
  readonly chosenPlacements: readonly Placement[] = $derived.by(() => {
    const { state } = this
    return [...this.chosen].flatMap((id) => state.get(id) ?? [])
  })

  /** Those of them that a hand may move. */
  readonly movable: readonly Placement[] = $derived(
    this.isPast ? [] : this.chosenPlacements.filter(({ locked }) => !locked),
  )

  /** Placeable pieces without a place, as they came. */
  readonly unplaced: readonly CuratedPiece[] = $derived.by(() => {
    const placed = placedPieces(this.state)
    return [...this.pieces.values()].filter((piece) => !placed.has(piece.id))
  })

  /** The colour that words without card stand on. */
  readonly ground: string = $derived.by(() =>
    groundColour(lyingAsGround(this.state, this.frame), this.frame, this.background),
  )

  readonly emptyPlaces: readonly Placement[] = $derived([...this.state.values()].filter(isEmptyPlace))

  wordsFor(placement: Placement): string {
    if (placement.element) return elementWords(placement.element)
    return pieceWords(placement.pieceId === null ? null : this.pieces.get(placement.pieceId))
  }

  /** These with all that is in a group with them. */
  together(...chosen: readonly PlacementId[]): PlacementId[] {
    return together(this.state, chosen, this.groups.inside)
  }

  /** Says something to those who hear the page; `tell` shows it too. */
  say(text: string): void {
    this.announcer.say(text)
  }

  tell(text: string): void {
    this.announcer.tell(text)
  }

  remember(outbox: Outbox): Promise<void> {
    return this.#journal.remember(outbox)
  }

  hear(seq: number): void {
    this.#journal.hear(seq)
  }

  /** After a break: what others did meanwhile, and what waits here. */
  async meetAgain(): Promise<void> {
    await this.#journal.catchUp()
    await this.#journal.flush()
  }

  /** What the house has heard from the maker; the pieces are told anew by the house. */
  async answerForAltering(id: PieceId, answer: 'yes' | 'no'): Promise<void> {
    await this.#ask(() => call(this.#fetch, answerForAltering, { params: { id }, body: { answer } }))
  }

  async allowRepeats(allowed: boolean): Promise<void> {
    await this.#ask(() => call(this.#fetch, allowRepeats, { params: { slug: this.slug }, body: { allowed } }))
  }

  /** A piece came in or left. */
  async renewPieces(): Promise<void> {
    await this.#journal.renewPieces()
  }

  choose(chosen: Iterable<PlacementId>): void {
    this.nudging.put()
    this.cropping.finish()
    this.chosen = ids(chosen)
    this.groups.chose(this.state, this.chosen)
    const [first, ...others] = this.chosenPlacements
    if (!first) return
    this.say(others.length > 0 ? m.composer_chosen_many({ count: others.length + 1 }) : this.wordsFor(first))
  }

  do(kind: HandKind, changes: readonly HandChange[]): void {
    this.nudging.put()
    if (changes.length > 0 && !this.isPast) this.#journal.do(kind, changes)
  }

  undo(): void {
    this.nudging.put()
    this.#followed(() => this.#journal.undo())
  }

  redo(): void {
    this.nudging.put()
    this.#followed(() => this.#journal.redo())
  }

  /** What a step puts elsewhere glides there, where it is so much that an eye would lose hold of it. */
  #followed(step: () => void): void {
    if (this.state.size > glidingMax) return step()
    const before = boxesOf(seenIn(this.state))
    step()
    const isFollowed = isMuchMoved(before, boxesOf(seenIn(this.state))) && !isStill()
    if (isFollowed) this.glide.begin(before, performance.now())
  }

  /** Shows the work as a layout would have it, or as it stands: everyone glides there. */
  look(at: Look | null): void {
    if (!at && !this.preview) return
    const isFollowed = !isStill() && this.state.size <= glidingMax && (at?.arranged.length ?? 0) <= glidingMax
    if (isFollowed) this.glide.begin(boxesOf(this.preview ?? seenIn(this.state)), performance.now())
    else this.glide.stop()
    this.preview = at && lookedAt(this.state, at)
  }

  layOut(
    layout: string,
    options: Record<string, unknown>,
    seed: number,
    arranged: readonly Arranged[],
  ): void {
    this.nudging.put()
    const keepsEmptyPlaces = layoutById(layout)?.keepsEmptyPlaces ?? false
    const changes = arrangementChanges(this.state, { arranged, keepsEmptyPlaces, newId: newPlacementId })
    this.#journal.layOut({ layout, options, seed }, changes)
  }

  /** Goes back to how it stood after operation `to`: `past`, as far as it may still be shown. */
  restore(to: number, past: CompositionState): void {
    this.nudging.put()
    this.#followed(() => this.#journal.restore(to, restoreChanges(this.state, past)))
  }

  /** Holds the placements elsewhere, until `letGo` or `takeBack`. */
  hold(boxes: ReadonlyMap<PlacementId, Box>): void {
    this.nudging.put()
    this.held = boxes
  }

  letGo(): void {
    const boxes = this.held
    this.held = nothingHeld
    this.moveTo(boxes)
  }

  takeBack(): void {
    this.held = nothingHeld
  }

  moveTo(boxes: ReadonlyMap<PlacementId, Box>): void {
    const changes = [...boxes].flatMap(([id, box]): HandChange[] => {
      const placement = this.state.get(id)
      const values = rounded(box)
      const same = placement && JSON.stringify(rounded(boxOf(placement))) === JSON.stringify(values)
      return !placement || placement.locked || same ? [] : [{ do: 'set', id, values }]
    })
    this.do('move', changes)
  }

  close(): void {
    this.nudging.put()
    this.#pictureStock?.close()
    this.#journal.close()
  }

  /** Something that is no operation: what came of it is read from the house. */
  async #ask(asking: () => Promise<unknown>): Promise<void> {
    try {
      await asking()
    } catch (cause) {
      this.tell(sentenceOf(cause instanceof Problem ? cause : new Problem('unexpected', { cause })))
    }
    await this.renewPieces()
  }

  #takePieces({ pieces, repeatsAllowed }: Composition): void {
    this.repeatsAllowed = repeatsAllowed
    this.#pieces = piecesById(pieces)
    this.version += 1
  }

  #hear({ kind, changes }: Operation): void {
    const emptied = changes.filter((change) => change.do === 'set' && change.values.pieceId === null)
    if (kind !== 'withdraw' || emptied.length === 0) return
    this.takenDown = emptied.flatMap(({ id }) => this.#journal.state.get(id) ?? [])
    this.tell(m.c_down())
  }

  #follow(): void {
    this.index.follow(this.#journal.state)
    this.version += 1
    const { state } = this.#journal
    const present = [...this.chosen].filter((id) => state.has(id))
    if (present.length < this.chosen.size) this.chosen = ids(present)
  }
}
