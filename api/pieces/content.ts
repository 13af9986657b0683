/** What the content of a piece is, told from its bytes alone. */
import { Drawing, drawingMaxBytes } from '#core/ink/drawing.ts'
import { Problem } from '#core/contract/problems.ts'
import { textMaxCharacters, type PieceKind } from '#core/contract/pieces.ts'
import type { Store } from '#storage/store.ts'
import { sniff } from '../pictures/sniff.ts'
import type { IncomingContent } from './incoming.ts'

export type PieceContent =
  | { readonly kind: 'photo'; readonly type: string }
  | { readonly kind: 'drawing'; readonly drawing: Drawing }
  | { readonly kind: 'text'; readonly text: string }

/** A text of `textMaxCharacters` in the widest letters, and a little air. */
const textMaxBytes = textMaxCharacters * 16

/** @throws {Problem} content-missing, not-a-picture, text-empty, text-too-long, drawing-unreadable */
export async function readContent(
  storage: Store,
  kind: PieceKind,
  incoming: IncomingContent | null,
): Promise<PieceContent> {
  if (!incoming || (incoming.byteSize === 0 && kind !== 'text')) throw new Problem('content-missing')
  switch (kind) {
    case 'photo': {
      const type = await sniff(incoming.head)
      if (type === null) throw new Problem('not-a-picture')
      return { kind, type }
    }
    case 'drawing': {
      if (incoming.byteSize > drawingMaxBytes) throw new Problem('drawing-unreadable')
      return { kind, drawing: readDrawing(await storage.read(incoming.key)) }
    }
    case 'text': {
      if (incoming.byteSize > textMaxBytes) throw new Problem('text-too-long')
      return { kind, text: readText(await storage.read(incoming.key)) }
    }
  }
}

function readDrawing(bytes: Buffer): Drawing {
  try {
    return Drawing.parse(JSON.parse(bytes.toString('utf8')))
  } catch (cause) {
    throw new Problem('drawing-unreadable', { cause })
  }
}

/** Control characters other than line breaks and tabs: nobody wrote them, and the database takes no NUL. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

function readText(bytes: Buffer): string {
  const text = bytes.toString('utf8').replace(control, '').replaceAll('\r\n', '\n').trim()
  if (text === '') throw new Problem('text-empty')
  if ([...text].length > textMaxCharacters) throw new Problem('text-too-long')
  return text
}
