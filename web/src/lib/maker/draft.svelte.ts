/** The piece on the table: one for each code, saved on the phone at every change. */
import type { Credit, PersonInPicture, PieceKind } from '#core/contract/pieces.ts'
import type { Stroke } from '#core/ink/drawing.ts'
import type { Quad, Turn } from '#core/picture/quad.ts'
import { newUuid } from './bytes.ts'
import { newCardSecret } from './card.ts'
import { isBegun, isDrawn, newDraft, untouched, type Draft } from './pieces.ts'
import { isPicture } from './picture-type.ts'
import type { MakerStore } from './store.ts'

/** How long "Slettet. [Fortryd]" stands. */
export const undoTimeMs = 30_000

/** `no-net`: what this kind of picture needs could not be fetched; it can be chosen again. */
export type PhotoTaken = 'kept' | 'not-a-picture' | 'too-large' | 'no-room' | 'no-net'

/** Enough to tell a picture by. */
const beginningBytes = 32

/** What is hidden in a photo, a short film for instance, can be as large as the photo; more is not read at all. */
const hiddenTimes = 2

type Strip = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>

export class Table {
  /** What is on the table. Replaced at every change, never altered: it goes into the store as it is. */
  draft: Draft = $state.raw(newDraft('', ''))
  /** Whether the last change lies on the phone. `no-room`: it is on the page only. */
  saved: 'saving' | 'saved' | 'no-room' = $state('saved')
  /** The photo, as long as one lies here. */
  photo: Blob | null = $state.raw(null)
  /** The camera was open when the page was closed under it. */
  cameraLost = $state(false)
  readonly #store: MakerStore
  readonly #now: () => number

  private constructor(store: MakerStore, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** Finds what lies here from before, or lays out an empty sheet. */
  static async open(store: MakerStore, code: string, now: () => number = Date.now): Promise<Table> {
    const table = new Table(store, now)
    const found = await store.draft(code)
    if (found?.standing.state === 'thrown-out' && now() - found.standing.atMs >= undoTimeMs) {
      await store.dropDraft(found)
      table.draft = newDraft(newUuid(), code)
      return table
    }
    // What an earlier version of the page has kept may lack what came since.
    await table.read({ ...newDraft(newUuid(), code), ...found })
    if (table.draft.camera === 'open') {
      table.cameraLost = true
      await table.#change({ camera: 'shut' })
    }
    return table
  }

  get isBegun(): boolean {
    return isBegun(this.draft)
  }

  /** @param paper the artwork's; a drawing that is begun keeps the one it lies on */
  choose(kind: PieceKind, paper: string = this.draft.paper): Promise<void> {
    return this.#change(isDrawn(this.draft) ? { kind } : { kind, paper })
  }

  /** Call before the click that opens the camera: after it the phone may close the page at any time. */
  cameraOpens(): Promise<void> {
    return this.#change({ camera: 'open' })
  }

  /** It did not open after all. What is said on the page stays: a finger may still lie on it. */
  cameraShuts(): Promise<void> {
    return this.#change({ camera: 'shut' })
  }

  /** The camera came back, without a picture. */
  cameraCameBack(): Promise<void> {
    this.cameraLost = false
    return this.cameraShuts()
  }

  /**
   * Takes what is hidden out of the picture and lays it on the table.
   * @param strip comes from the page that asks for a photo, so that the first page need not bring it
   */
  async takePhoto(file: Blob, maxBytes: number, strip: Strip): Promise<PhotoTaken> {
    await this.cameraShuts()
    this.cameraLost = false
    const beginning = await file
      .slice(0, beginningBytes)
      .arrayBuffer()
      .catch(() => null)
    if (beginning === null || !isPicture(new Uint8Array(beginning))) return 'not-a-picture'
    if (file.size > maxBytes * hiddenTimes) return 'too-large'
    const given = await file.arrayBuffer().catch(() => null)
    if (given === null) return 'not-a-picture'
    const bytes = await strip(new Uint8Array(given)).catch(() => null)
    if (bytes === null) return 'no-net'
    if (bytes.length > maxBytes) return 'too-large'
    const content = bytes.length === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
    const photo = { type: file.type, sizeBytes: content.byteLength }
    this.draft = { ...this.draft, kind: 'photo', photo, person: null, ...untouched }
    this.photo = new Blob([content], { type: file.type })
    return (await this.#kept(this.#store.savePhoto(this.draft, content))) ? 'kept' : 'no-room'
  }

  answerPerson(person: PersonInPicture | null): Promise<void> {
    return this.#change({ person })
  }

  /** The other person in it did not say yes: not a byte of it stays. */
  async dropPhoto(): Promise<void> {
    const old = this.draft
    this.draft = { ...old, photo: null, person: null, ...untouched }
    this.photo = null
    await this.#kept(this.#store.dropDraft(old).then(() => this.#store.saveDraft(this.draft)))
  }

  turnPhoto(turn: Turn): Promise<void> {
    return this.#change({ turn })
  }

  /** Null: the photo stays as it was taken. */
  straightenPhoto(corners: Quad | null): Promise<void> {
    return this.#change({ corners })
  }

  /** The photo before anything in it was painted over. */
  async unhiddenPhoto(): Promise<Blob | null> {
    const bytes = await this.#store.unhidden(this.draft.id)
    return bytes ? new Blob([bytes]) : this.photo
  }

  /**
   * Lays the painted photo in the place of the photo: what is saved and seen is always what would be sent. With
   * nothing painted over, the photo is again as it came.
   * @param painted what `hidden` and the unhidden photo make together
   */
  async hideInPhoto(
    { hidden, unhidden }: Pick<Draft, 'hidden' | 'unhidden'>,
    painted: Blob,
  ): Promise<boolean> {
    const before = await this.#store.unhidden(this.draft.id)
    const original = before ?? (await this.photo?.arrayBuffer())
    if (original === undefined || this.draft.photo === null) return false
    const isAsItCame = hidden.length === 0
    const bytes = isAsItCame ? original : await painted.arrayBuffer()
    const photo = { type: isAsItCame ? '' : painted.type, sizeBytes: bytes.byteLength }
    this.draft = { ...this.draft, photo, hidden, unhidden }
    this.photo = new Blob([bytes], { type: photo.type })
    return this.#kept(this.#store.savePhoto(this.draft, bytes, original))
  }

  write(text: string): Promise<void> {
    return this.#change({ text })
  }

  addStroke(stroke: Stroke): Promise<void> {
    return this.#change({ strokes: [...this.draft.strokes, stroke], undone: [] })
  }

  /** Puts another in the place of the last stroke: a form that is still being moved. */
  replaceLastStroke(stroke: Stroke): Promise<void> {
    return this.#change({ strokes: [...this.draft.strokes.slice(0, -1), stroke] })
  }

  /** One paint over the whole sheet, below the strokes; null for the bare paper. */
  colourSheet(ground: string | null): Promise<void> {
    return this.#change({ ground })
  }

  drawCalmly(calm: boolean): Promise<void> {
    return this.#change({ calm })
  }

  undoStroke(): Promise<void> {
    const last = this.draft.strokes.at(-1)
    if (!last) return Promise.resolve()
    return this.#change({ strokes: this.draft.strokes.slice(0, -1), undone: [last, ...this.draft.undone] })
  }

  redoStroke(): Promise<void> {
    const [next, ...undone] = this.draft.undone
    if (!next) return Promise.resolve()
    return this.#change({ strokes: [...this.draft.strokes, next], undone })
  }

  credit(credit: Credit): Promise<void> {
    return this.#change({ credit })
  }

  /** The card for a piece that is not finished: made once, and the finished piece's too. */
  async giveCard(): Promise<string> {
    const card = this.draft.card ?? newCardSecret()
    if (this.draft.card === null) await this.#change({ card })
    return card
  }

  /** A sealed copy lies on the server under this id; null when it is gone from there. */
  isParked(parked: string | null): Promise<void> {
    return this.#change({ parked })
  }

  throwOut(): Promise<void> {
    return this.#change({ standing: { state: 'thrown-out', atMs: this.#now() } })
  }

  takeBack(): Promise<void> {
    return this.#change({ standing: { state: 'kept' } })
  }

  /** Nothing of it stays on the phone. */
  async clear(): Promise<void> {
    const old = this.draft
    this.layEmpty()
    await this.#store.dropDraft(old)
    // Without net it stays until its 90 days are over: nobody can open it but with the card.
    if (old.parked) await (await import('./send.ts')).post.unpark(old.parked)
  }

  /** Lays an empty sheet on the table: the store has swapped the old draft for a finished piece. */
  layEmpty(): void {
    this.draft = newDraft(newUuid(), this.draft.code)
    this.photo = null
    this.saved = 'saved'
    this.cameraLost = false
  }

  /** Takes up a draft that the store has got from elsewhere: a piece that came back. */
  async read(draft: Draft): Promise<void> {
    const bytes = draft.photo ? await this.#store.content(draft.id) : undefined
    this.photo = draft.photo && bytes ? new Blob([bytes], { type: draft.photo.type }) : null
    // Never list something that we do not hold the bytes of.
    const whole = { ...newDraft(draft.id, draft.code), ...draft }
    this.draft = this.photo ? whole : { ...whole, photo: null, person: null, ...untouched }
  }

  /** Tries again to keep what had no room on the phone. @returns whether all of it lies there now */
  async keep(): Promise<boolean> {
    return this.saved !== 'no-room' || this.#kept(this.#write())
  }

  async #change(change: Partial<Draft>): Promise<void> {
    this.draft = { ...this.draft, ...change }
    await this.#kept(this.#write())
  }

  /** Where there was no room, the photo's bytes may not lie on the shelf either. */
  async #write(): Promise<void> {
    if (this.saved !== 'no-room' || this.photo === null) return this.#store.saveDraft(this.draft)
    await this.#store.savePhoto(this.draft, await this.photo.arrayBuffer())
  }

  async #kept(saving: Promise<void>): Promise<boolean> {
    this.saved = 'saving'
    try {
      await saving
      this.saved = 'saved'
      return true
    } catch {
      // The work is still on the page; the person is told that the phone has no room.
      this.saved = 'no-room'
      return false
    }
  }
}
