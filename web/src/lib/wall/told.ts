/** What a visitor is told of a piece: who made it, in the way its maker chose. */
import { m } from '#lib/paraglide/messages.js'
import type { ShownPiece } from '#core/contract/editions.ts'

type Told = Pick<ShownPiece, 'name' | 'house'>

/** One or two short lines. Without a name and a house: that it was made by somebody, for it was. */
export function whoMade({ name, house }: Told): readonly string[] {
  const lines = [
    ...(name === null ? [] : [m.v_by({ name })]),
    ...(house === null ? [] : [m.v_house({ house: house.name, town: house.town })]),
  ]
  return lines.length > 0 ? lines : [m.v_anon()]
}

export function kindOf({ kind }: Pick<ShownPiece, 'kind'>): string {
  if (kind === 'photo') return m.v_kind_photo()
  return kind === 'drawing' ? m.v_kind_drawing() : m.v_kind_text()
}
