/** The phone's own shelf, in IndexedDB. */
import { openDB, type DBSchema } from 'idb'
import type { Draft, FinishedPiece } from './pieces.ts'

/**
 * Drafts lie under their entrance code, finished pieces and contents under the piece's id. Contents are
 * `ArrayBuffer`: stored `Blob`s come back unreadable on some phones. Every method is whole or not at all.
 */
export interface MakerStore {
  draft(code: string): Promise<Draft | undefined>
  saveDraft(draft: Draft): Promise<void>
  /** The draft and its photo's bytes in one go. `unhidden`: the photo before anything in it was painted over. */
  savePhoto(draft: Draft, bytes: ArrayBuffer, unhidden?: ArrayBuffer): Promise<void>
  unhidden(draftId: string): Promise<ArrayBuffer | undefined>
  dropDraft(draft: Draft): Promise<void>
  /** Every draft, of whatever code. */
  drafts(): Promise<readonly Draft[]>
  /** Nothing that is being made stays here: no draft, and no bytes but those of finished pieces. */
  clearTables(): Promise<void>
  content(id: string): Promise<ArrayBuffer | undefined>
  pieces(): Promise<readonly FinishedPiece[]>
  savePiece(piece: FinishedPiece): Promise<void>
  /** The draft is finished: it goes, the piece and its bytes lie in the queue. */
  finish(piece: FinishedPiece, bytes: ArrayBuffer): Promise<void>
  /** The server has it: the bytes go, the card stays. */
  arrived(piece: FinishedPiece): Promise<void>
  forget(id: string): Promise<void>
  /** Back from the queue to the table. The photo's bytes move to the draft's id. */
  reopen(piece: FinishedPiece, draft: Draft): Promise<void>
}

interface Shelves extends DBSchema {
  drafts: { key: string; value: Draft }
  pieces: { key: string; value: FinishedPiece }
  contents: { key: string; value: ArrayBuffer }
}

/** Beside the photo as it will be sent. It never goes further than this shelf. */
export const unhiddenKey = (draftId: string): string => `${draftId} unhidden`

const shelves = ['drafts', 'pieces', 'contents'] as const

/** @throws where a browser refuses storage: `open-store.ts` knows what then */
export async function openShelves(): Promise<MakerStore> {
  const db = await openDB<Shelves>('maker', 1, {
    upgrade(opened) {
      opened.createObjectStore('drafts', { keyPath: 'code' })
      opened.createObjectStore('pieces', { keyPath: 'id' })
      opened.createObjectStore('contents')
    },
  })

  return {
    draft: (code) => db.get('drafts', code),
    async saveDraft(draft) {
      await db.put('drafts', draft)
    },
    async savePhoto(draft, bytes, unhidden) {
      const tx = db.transaction(shelves, 'readwrite')
      const contents = tx.objectStore('contents')
      await Promise.all([
        tx.objectStore('drafts').put(draft),
        contents.put(bytes, draft.id),
        unhidden ? contents.put(unhidden, unhiddenKey(draft.id)) : contents.delete(unhiddenKey(draft.id)),
        tx.done,
      ])
    },
    unhidden: (draftId) => db.get('contents', unhiddenKey(draftId)),
    async dropDraft(draft) {
      const tx = db.transaction(shelves, 'readwrite')
      await Promise.all([
        tx.objectStore('drafts').delete(draft.code),
        tx.objectStore('contents').delete(draft.id),
        tx.objectStore('contents').delete(unhiddenKey(draft.id)),
        tx.done,
      ])
    },
    drafts: () => db.getAll('drafts'),
    async clearTables() {
      const tx = db.transaction(shelves, 'readwrite')
      const contents = tx.objectStore('contents')
      const [finished, kept] = await Promise.all([
        tx.objectStore('pieces').getAllKeys(),
        contents.getAllKeys(),
      ])
      await Promise.all([
        tx.objectStore('drafts').clear(),
        ...kept.filter((id) => !finished.includes(id)).map((id) => contents.delete(id)),
        tx.done,
      ])
    },
    content: (id) => db.get('contents', id),
    pieces: () => db.getAll('pieces'),
    async savePiece(piece) {
      await db.put('pieces', piece)
    },
    async finish(piece, bytes) {
      const tx = db.transaction(shelves, 'readwrite')
      await Promise.all([
        tx.objectStore('pieces').put(piece),
        tx.objectStore('contents').put(bytes, piece.id),
        tx.objectStore('contents').delete(unhiddenKey(piece.id)),
        tx.objectStore('drafts').delete(piece.entry.code),
        tx.done,
      ])
    },
    async arrived(piece) {
      const tx = db.transaction(shelves, 'readwrite')
      await Promise.all([
        tx.objectStore('pieces').put(piece),
        tx.objectStore('contents').delete(piece.id),
        tx.done,
      ])
    },
    async forget(id) {
      const tx = db.transaction(shelves, 'readwrite')
      await Promise.all([tx.objectStore('pieces').delete(id), tx.objectStore('contents').delete(id), tx.done])
    },
    async reopen(piece, draft) {
      const tx = db.transaction(shelves, 'readwrite')
      const bytes = await tx.objectStore('contents').get(piece.id)
      await Promise.all([
        tx.objectStore('contents').delete(piece.id),
        tx.objectStore('pieces').delete(piece.id),
        tx.objectStore('drafts').put(draft),
        draft.photo && bytes && tx.objectStore('contents').put(bytes, draft.id),
        tx.done,
      ])
    },
  }
}
