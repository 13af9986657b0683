/** What the tray's choices are called. */
import type { PieceKind } from '#core/contract/pieces.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Hue, Since, SizeClass, Where } from './facets.ts'

export const whereWords: Record<Where, () => string> = {
  unplaced: () => m.tray_unplaced(),
  placed: () => m.tray_placed(),
  hidden: () => m.tray_hidden(),
  small: () => m.tray_small(),
  'absent-houses': () => m.tray_absent_houses(),
  all: () => m.tray_everything(),
}

export const kindWords: Record<PieceKind, () => string> = {
  photo: () => m.tray_photo(),
  drawing: () => m.tray_drawing(),
  text: () => m.tray_text(),
}

export const hueWords: Record<Hue, () => string> = {
  red: () => m.tray_red(),
  orange: () => m.tray_orange(),
  yellow: () => m.tray_yellow(),
  green: () => m.tray_green(),
  blue: () => m.tray_blue(),
  purple: () => m.tray_purple(),
  pink: () => m.tray_pink(),
  brown: () => m.tray_brown(),
  grey: () => m.tray_grey(),
}

export const sinceWords: Record<Since, (count: number) => string> = {
  visit: (count) => m.tray_since_visit({ count }),
  today: (count) => m.tray_since_today({ count }),
  week: (count) => m.tray_since_week({ count }),
  month: (count) => m.tray_since_month({ count }),
}

export const sizeWords: Record<SizeClass, () => string> = {
  small: () => m.tray_size_small(),
  usual: () => m.tray_size_usual(),
  large: () => m.tray_size_large(),
}
