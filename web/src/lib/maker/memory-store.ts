/** The shelf of a page whose browser refuses storage: gone with the page. Few need it, so the first page does not bring it. */
import type { Draft, FinishedPiece } from './pieces.ts'
import { unhiddenKey, type MakerStore } from './store.ts'

export function memoryStore(): MakerStore {
  const drafts = new Map<string, Draft>()
  const pieces = new Map<string, FinishedPiece>()
  const contents = new Map<string, ArrayBuffer>()
  return {
    draft: async (code) => drafts.get(code),
    async saveDraft(draft) {
      drafts.set(draft.code, draft)
    },
    async savePhoto(draft, bytes, unhidden) {
      drafts.set(draft.code, draft)
      contents.set(draft.id, bytes)
      if (unhidden) contents.set(unhiddenKey(draft.id), unhidden)
      else contents.delete(unhiddenKey(draft.id))
    },
    unhidden: async (draftId) => contents.get(unhiddenKey(draftId)),
    async dropDraft(draft) {
      drafts.delete(draft.code)
      contents.delete(draft.id)
      contents.delete(unhiddenKey(draft.id))
    },
    drafts: async () => [...drafts.values()],
    async clearTables() {
      drafts.clear()
      for (const id of contents.keys()) if (!pieces.has(id)) contents.delete(id)
    },
    content: async (id) => contents.get(id),
    pieces: async () => [...pieces.values()],
    async savePiece(piece) {
      pieces.set(piece.id, piece)
    },
    async finish(piece, bytes) {
      pieces.set(piece.id, piece)
      contents.set(piece.id, bytes)
      contents.delete(unhiddenKey(piece.id))
      drafts.delete(piece.entry.code)
    },
    async arrived(piece) {
      pieces.set(piece.id, piece)
      contents.delete(piece.id)
    },
    async forget(id) {
      pieces.delete(id)
      contents.delete(id)
    },
    async reopen(piece, draft) {
      const bytes = contents.get(piece.id)
      pieces.delete(piece.id)
      contents.delete(piece.id)
      drafts.set(draft.code, draft)
      if (draft.photo && bytes) contents.set(draft.id, bytes)
    },
  }
}
