/**
 * How one edition takes another's place on the wall. The new one is laid over the old and loads unseen; only when
 * all of it that is in view has come is it shown, and the old one taken away. So nobody ever sees an empty wall,
 * and an edition that cannot be fetched changes nothing.
 */
import type { EditionFace } from '#core/contract/editions.ts'

/** One edition's picture among the layers of a viewer. It begins unseen. */
export interface Layer {
  /** Resolves when it has its place, and can be measured and flown over. */
  readonly laid: Promise<void>
  /** Resolves when all that is in view has come. Never rejects: what fails is fetched again. */
  readonly loaded: Promise<void>
  /** Makes it seen: softly, or at once. Resolves when it covers what lies below. */
  readonly reveal: (how: 'softly' | 'at-once') => Promise<void>
  readonly remove: () => void
}

export interface Swap {
  readonly take: (face: EditionFace | null) => void
  readonly stop: () => void
}

/** Whether a piece that hangs now, or its name, is missing in the next edition: its maker may have taken it down. */
export function takesDown(shown: EditionFace, next: EditionFace): boolean {
  const names = new Map(next.pieces.map(({ pieceId, name }) => [pieceId, name]))
  return shown.pieces.some(
    ({ pieceId, name }) => !names.has(pieceId) || (name !== null && name !== names.get(pieceId)),
  )
}

/** An edition never changes; what is told of its pieces does. */
const isSamePicture = (one: EditionFace, other: EditionFace): boolean =>
  one.artwork.slug === other.artwork.slug && one.edition === other.edition

export function createSwap({
  lay,
  stillness,
  onShown,
}: {
  lay: (face: EditionFace) => Layer
  /** Resolves when no visitor holds the picture. */
  stillness: () => Promise<void>
  /** What is to be seen now. */
  onShown: (face: EditionFace | null) => void
}): Swap {
  let shown: { readonly face: EditionFace; readonly layer: Layer } | null = null
  let coming: Layer | null = null

  function drop(): void {
    coming?.remove()
    coming = null
  }

  async function replace(face: EditionFace): Promise<void> {
    const layer = lay(face)
    coming = layer
    // On an empty wall each part of the picture is better than nothing.
    await (shown ? layer.loaded : layer.laid)
    const urgent = !shown || takesDown(shown.face, face)
    if (coming === layer && !urgent) await stillness()
    if (coming !== layer) return
    coming = null
    const old = shown
    shown = { face, layer }
    onShown(face)
    await layer.reveal(urgent ? 'at-once' : 'softly')
    old?.layer.remove()
  }

  return {
    take(face) {
      drop()
      if (face && shown && isSamePicture(shown.face, face)) {
        shown = { face, layer: shown.layer }
        return onShown(face)
      }
      if (face) return void replace(face)
      shown?.layer.remove()
      shown = null
      onShown(null)
    },
    stop() {
      drop()
      shown?.layer.remove()
      shown = null
    },
  }
}
