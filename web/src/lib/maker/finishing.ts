/** What is made of a draft when it is finished. It comes with the last step: the first page does without. */
import { sha256Hex } from './bytes.ts'
import { cardHash, newCardSecret } from './card.ts'
import { drawingOf } from './paper.ts'
import type { Draft, Entry, FinishedPiece, SpokenAnswer } from './pieces.ts'

/** What of a draft is sent, in a buffer of exactly its length, as it is stored. */
interface Content {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text))

/**
 * @param photo gives the photo's bytes, where there are any
 * @returns null when there is nothing in it
 */
export async function contentOf(
  draft: Draft,
  photo: () => Promise<ArrayBuffer | undefined>,
): Promise<Content | null> {
  switch (draft.kind) {
    case 'photo': {
      const bytes = await photo()
      return bytes && draft.photo ? { type: draft.photo.type, bytes: new Uint8Array(bytes) } : null
    }
    case 'drawing':
      return { type: 'application/json', bytes: utf8(JSON.stringify(drawingOf(draft))) }
    case 'text':
      return { type: 'text/plain; charset=utf-8', bytes: utf8(draft.text.trim()) }
    case null:
      return null
  }
}

/** A piece that waits to be sent, with the card that was given for it already, or one of its own. */
export async function pieceOf(
  draft: Draft & { readonly kind: NonNullable<Draft['kind']> },
  { type, bytes }: Content,
  said: { readonly entry: Entry; readonly yes: SpokenAnswer; readonly atMs: number },
): Promise<FinishedPiece> {
  const secret = draft.card ?? newCardSecret()
  return {
    id: draft.id,
    entry: said.entry,
    finishedAtMs: said.atMs,
    secret,
    cardHash: await cardHash(secret),
    kind: draft.kind,
    contentType: type,
    sha256: await sha256Hex(bytes),
    sizeBytes: bytes.byteLength,
    credit: draft.credit ?? { kind: 'none' },
    person: draft.kind === 'photo' ? (draft.person ?? 'no') : 'no',
    consents: [said.yes],
    sending: { state: 'waiting' },
    gifts: {},
    putAway: false,
    // What was hidden is hidden for good: there is nothing left that it could be taken off.
    draft: { ...draft, hidden: [], unhidden: [] },
  }
}
