/** Which of the pieces that wait are looked at now. */
import type { HouseCode } from '#core/contract/ids.ts'
import type { CuratedPiece } from '#core/contract/inbox.ts'
import type { PieceKind } from '#core/contract/pieces.ts'

export interface InboxFilter {
  readonly house: HouseCode | null
  readonly kind: PieceKind | null
  /** Only those on which somebody can be seen. */
  readonly hasPerson: boolean
  /** Only those that are to be shown whole, in their own colours. */
  readonly isWhole: boolean
  /** Only those that came at this moment or later. */
  readonly since: string | null
}

export const everything: InboxFilter = {
  house: null,
  kind: null,
  hasPerson: false,
  isWhole: false,
  since: null,
}

export const isNarrow = ({ house, kind, hasPerson, isWhole, since }: InboxFilter): boolean =>
  house !== null || kind !== null || hasPerson || isWhole || since !== null

/** Only with its maker's yes is a piece cropped or given other colours; nobody who was not asked has said so. */
const mayBeAltered = ({ consents }: Pick<CuratedPiece, 'consents'>): boolean => consents.alter

export function passes(piece: CuratedPiece, filter: InboxFilter): boolean {
  const { house, kind, hasPerson, isWhole, since } = filter
  if (house !== null && piece.house.code !== house) return false
  if (kind !== null && piece.kind !== kind) return false
  if (hasPerson && piece.person === 'no') return false
  if (isWhole && mayBeAltered(piece)) return false
  return since === null || Date.parse(piece.receivedAt) >= Date.parse(since)
}

/** The houses of these pieces by name, with how many of them each has. */
export function housesOf(
  pieces: readonly CuratedPiece[],
): readonly (CuratedPiece['house'] & { count: number })[] {
  const houses = new Map<HouseCode, CuratedPiece['house'] & { count: number }>()
  for (const { house } of pieces)
    houses.set(house.code, { ...house, count: (houses.get(house.code)?.count ?? 0) + 1 })
  return [...houses.values()].sort((a, b) => a.name.localeCompare(b.name, 'da'))
}
