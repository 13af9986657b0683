/** What is said of a piece that is moved without being seen: where it is now, and between which others. */
import type { Placement } from '#core/contract/composition.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Composer } from '../composer.svelte.ts'
import type { Outline, Way } from './outline.ts'

const wayWords: Readonly<Record<Way, () => string>> = {
  left: m.composer_twin_left_way,
  right: m.composer_twin_right_way,
  up: m.composer_twin_up_way,
  down: m.composer_twin_down_way,
}

/** "Bo" where its maker is named, else what it is and which house it is from. */
export function shortWords(composer: Composer, placement: Placement): string {
  const piece = placement.pieceId === null ? undefined : composer.pieces.get(placement.pieceId)
  return piece?.credit.kind === 'name' ? piece.credit.name : composer.wordsFor(placement)
}

/** "Bo, flyttet til højre. Række 2. Mellem Jo og en tom plads." @param outline with what is held where it is held */
export function movedWords(composer: Composer, { rows, spots }: Outline, way: Way): string {
  const [first, ...others] = composer.movable
  if (!first) return ''
  const piece =
    others.length > 0 ? m.composer_twin_pieces({ count: others.length + 1 }) : shortWords(composer, first)
  const moved = m.composer_twin_moved({ piece, way: wayWords[way]() })
  const spot = spots.get(first.id)
  if (!spot || others.length > 0) return moved
  const row = rows[spot.row] ?? []
  // Of a list each row holds one: what comes before and after it as one reads.
  const before = row[spot.column - 1] ?? (row.length > 1 ? undefined : rows[spot.row - 1]?.at(-1))
  const after = row[spot.column + 1] ?? (row.length > 1 ? undefined : rows[spot.row + 1]?.[0])
  return [moved, m.composer_twin_row({ row: spot.row + 1 }), neighbourWords(composer, before, after)]
    .filter(Boolean)
    .join(' ')
}

function neighbourWords(
  composer: Composer,
  before: Placement | undefined,
  after: Placement | undefined,
): string {
  const one = before && shortWords(composer, before)
  const other = after && shortWords(composer, after)
  if (one !== undefined && other !== undefined) return m.composer_twin_between({ one, other })
  if (one !== undefined) return m.composer_twin_after({ one })
  return other === undefined ? '' : m.composer_twin_before({ other })
}
