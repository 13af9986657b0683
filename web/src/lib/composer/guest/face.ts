/**
 * The composition as it stands, in the form in which the wall knows a published work: so that the wall's own renderer shows what
 * is not published yet. Its tiles have names of their own kind, which say where they lie; nothing is fetched by them.
 */
import type { Placement } from '#core/contract/composition.ts'
import type { EditionFace, Pyramid, ShownPiece } from '#core/contract/editions.ts'
import { Sha256, type PieceId, type PlacementId } from '#core/contract/ids.ts'
import { inLayerOrder, type CompositionState } from '#core/composition/state.ts'
import { pyramidLevels, tileSizePx } from '#core/tiles/pyramid.ts'
import { boxOf } from '../canvas/box.ts'
import type { Composer } from '../composer.svelte.ts'

export interface TileOfFace {
  readonly edition: number
  readonly level: number
  readonly x: number
  readonly y: number
}

const digits = 16

/** 64 hexadecimal digits, as all tiles have: four numbers of 16 each. */
function nameOf({ edition, level, x, y }: TileOfFace): Sha256 {
  return Sha256.parse([edition, level, x, y].map((n) => n.toString(16).padStart(digits, '0')).join(''))
}

/** Which tile an address ends with; null where it is none of ours. */
export function tileNamed(address: string): TileOfFace | null {
  const name = /([0-9a-f]{64})$/.exec(address)?.[1]
  if (!name) return null
  const [edition, level, x, y] = [0, 1, 2, 3].map((at) =>
    Number.parseInt(name.slice(at * digits, (at + 1) * digits), 16),
  )
  return edition === undefined || level === undefined || x === undefined || y === undefined
    ? null
    : { edition, level, x, y }
}

function pyramidOf(size: EditionFace['size'], edition: number): Pyramid {
  const levels = pyramidLevels(size.widthPx, size.heightPx).map((one, level) => ({
    widthPx: one.widthPx,
    heightPx: one.heightPx,
    tiles: Array.from({ length: one.rows }, (_, y) =>
      Array.from({ length: one.columns }, (__, x) => nameOf({ edition, level, x, y })),
    ),
  }))
  return { tileSizePx, widthPx: size.widthPx, heightPx: size.heightPx, levels }
}

/** What would stand there if some pieces were taken down: their places stay, empty, as when their makers do it. */
export function healed(state: CompositionState, gone: ReadonlySet<PieceId>): CompositionState {
  if (gone.size === 0) return state
  return new Map<PlacementId, Placement>(
    [...state].map(([id, placement]) => [
      id,
      placement.pieceId !== null && gone.has(placement.pieceId)
        ? { ...placement, pieceId: null, crop: undefined }
        : placement,
    ]),
  )
}

/** @param edition another number for another state: the wall changes from one to the next softly */
export function faceOf(composer: Composer, state: CompositionState, edition: number): EditionFace {
  const pieces = inLayerOrder(state).flatMap((placement): ShownPiece[] => {
    const piece = placement.pieceId === null ? undefined : composer.pieces.get(placement.pieceId)
    if (!piece) return []
    const { kind, house, text, id: pieceId } = piece
    const box = boxOf(placement)
    return [
      { placementId: placement.id, pieceId, box, layer: placement.layer, kind, name: null, house, text },
    ]
  })
  return {
    artwork: { slug: composer.slug, title: composer.title, invitation: '' },
    edition,
    publishedAt: new Date(0).toISOString(),
    face: 'wall',
    size: composer.frame,
    background: composer.background,
    pyramid: pyramidOf(composer.frame, edition),
    pieces,
    texts: inLayerOrder(state).flatMap(({ id, element }) =>
      element?.kind === 'words' ? { placementId: id, text: element.text } : [],
    ),
    words: nameOf({ edition, level: 0, x: 0, y: 0 }),
    houseCount: new Set(pieces.map(({ house }) => house?.code)).size,
  }
}
