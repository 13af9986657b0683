import type { House } from '#core/contract/artworks.ts'
import { m } from '#lib/paraglide/messages.js'

const words: Readonly<Record<House['kind'], () => string>> = {
  vaerested: m.c_house_kind_vaerested,
  idraetsforening: m.c_house_kind_idraetsforening,
  boform: m.c_house_kind_boform,
}

export const houseKindInWords = (kind: House['kind']): string => words[kind]()
