/**
 * Every message that a maker can meet is a slot for a recorded clip, in the order of the maker's way. Read from the
 * catalogues themselves, so that a new message is a slot from the day it is written.
 */
import { z } from 'zod'
import { VoiceSlot, type VoiceLocale } from '#core/contract/voices.ts'
import { blank } from '#core/voice/blank.ts'
import makerDa from '../../../messages/maker.da.json'
import makerEn from '../../../messages/maker.en.json'
import makerKl from '../../../messages/maker.kl.json'
import sharedDa from '../../../messages/shared.da.json'
import sharedEn from '../../../messages/shared.en.json'
import sharedKl from '../../../messages/shared.kl.json'

/** The screens on which words stand together, in the order in which a maker meets them. */
const screens = {
  start: ['p_start_', 'p_draft_'],
  pick: ['p_pick_'],
  photo: ['p_photo_', 'p_face_'],
  draw: ['p_draw_'],
  write: ['p_write_'],
  look: ['p_look_'],
  name: ['p_name_'],
  ok: ['p_ok_', 'p_gone_'],
  thanks: ['p_thanks_', 'p_web_', 'p_print_', 'p_gift_'],
  card: ['p_card_', 'p_alter_'],
  trouble: ['p_net_', 'p_err_', 'error_'],
  everywhere: ['p_top_', 'p_help_', 'p_read_', 'p_yes', 'p_no'],
  /** All that is named in no other. */
  other: ['p_'],
} as const satisfies Record<string, readonly string[]>

export type ScreenName = keyof typeof screens

const isScreen = (name: string): name is ScreenName => name in screens
const names = Object.keys(screens).filter(isScreen)

/** Not said to anybody: it names a file. */
const unspoken = new Set(['p_thanks_file'])

/** A number that comes in so few ways that each can have its own clip. */
const counted: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>> = {
  p_top_step: [1, 2, 3, 4, 5].map((step) => ({ step, of: 5 })),
}

/** The front door and the room's frame have words in the shared catalogue too; nothing is read aloud there. */
const isMakers = (key: string): boolean =>
  (key.startsWith('p_') || key.startsWith('error_')) && !unspoken.has(key)

const screenOf = (key: string): ScreenName =>
  names.find((name) => screens[name].some((prefix) => key.startsWith(prefix))) ?? 'other'

export interface SlotWords {
  readonly slot: VoiceSlot
  /** What is read aloud, with `…` where a number, a date or a name stands. */
  readonly text: string
}

export interface SlotScreen {
  readonly name: ScreenName
  readonly slots: readonly SlotWords[]
}

/** Messages with a form for each number are said on no screen of a maker's way. */
const Catalogue = z
  .record(z.string(), z.unknown())
  .transform(
    (messages) =>
      new Map(
        Object.entries(messages).flatMap(([key, text]): [string, string][] =>
          typeof text === 'string' ? [[key, text]] : [],
        ),
      ),
  )

const catalogues: Readonly<Record<VoiceLocale, ReadonlyMap<string, string>>> = {
  da: Catalogue.parse({ ...makerDa, ...sharedDa }),
  en: Catalogue.parse({ ...makerEn, ...sharedEn }),
  kl: Catalogue.parse({ ...makerKl, ...sharedKl }),
}

function slotsOf(key: string, text: string): SlotWords[] {
  const ways = counted[key]
  if (!ways) return [{ slot: VoiceSlot.parse(key), text: text.replace(/\{\w+\}/g, blank) }]
  return ways.map((values, index) => ({
    slot: VoiceSlot.parse(`${key}.${index + 1}`),
    text: text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? blank)),
  }))
}

/**
 * The words that can be recorded in a language, screen by screen. Words that stand in several places are read once:
 * a clip is heard wherever they stand. Greenlandic has those that it has words for.
 */
export function slotScreens(locale: VoiceLocale): readonly SlotScreen[] {
  const seen = new Set<string>()
  const isNew = ({ text }: SlotWords): boolean => !seen.has(text) && seen.add(text).has(text)
  return names
    .map((name) => ({
      name,
      slots: [...catalogues[locale]]
        .filter(([key]) => isMakers(key) && screenOf(key) === name)
        .flatMap(([key, text]) => slotsOf(key, text))
        .filter(isNew),
    }))
    .filter(({ slots }) => slots.length > 0)
}
