/**
 * Voices: recordings in which a person reads the fixed words of the maker's screens aloud. A clip fills one *slot*, a
 * message of the catalogue in one language, for one house or for all of them. Where a house has a voice of its own,
 * that one is heard there.
 */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { HouseCode, Sha256 } from './ids.ts'
import { Language, line } from './words.ts'

export const VoiceLocale = Language
export type VoiceLocale = z.infer<typeof VoiceLocale>

/** The key of a message; with a step's number behind it where each has a clip of its own: `p_top_step.2`. */
export const VoiceSlot = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[0-9]{1,3})?$/)
  .max(80)
export type VoiceSlot = z.infer<typeof VoiceSlot>

/** Safari makes MP4 (AAC), Firefox WebM (Opus), Chromium both. */
export const VoiceMediaType = z.enum(['audio/mp4', 'audio/webm'])
export type VoiceMediaType = z.infer<typeof VoiceMediaType>

/** A sentence is 4 to 8 kB; twenty seconds at the rate that is asked for are 80. */
export const voiceMaxBytes = 200_000
export const voiceMaxSeconds = 20
export const voiceBitsPerSecond = 24_000

/** The words of the slot, as they stood when the clip was recorded. */
const VoiceText = line(300)

/** The same take in another kind of file, so that every phone finds one that it can play. */
const Encoding = z.object({ mediaType: VoiceMediaType, sha256: Sha256, byteSize: z.int() })

/**
 * `text` tells whether a clip may be played: only where exactly these words stand. So a clip falls silent by itself
 * when the words are changed, and serves every place where the same words stand.
 */
export const VoiceClip = z.object({
  slot: VoiceSlot,
  locale: VoiceLocale,
  text: z.string(),
  /** Recorded for this house, not for all. */
  own: z.boolean(),
  encodings: z.array(Encoding).min(1),
})
export type VoiceClip = z.infer<typeof VoiceClip>

const bySlot = z.object({ locale: VoiceLocale, slot: VoiceSlot })
/** Left out: for all houses. */
const forHouse = { house: HouseCode.optional() }

export const listVoices = endpoint({
  name: 'listVoices',
  method: 'GET',
  path: '/api/voices',
  who: 'anyone',
  summary:
    'The clips that a house hears in a language. Greenlandic is shown in Danish where it has no words yet',
  query: z.object({ locale: VoiceLocale, ...forHouse }),
  answer: z.array(VoiceClip),
  problems: ['house-not-found'],
})

export const getVoice = endpoint({
  name: 'getVoice',
  method: 'GET',
  path: '/api/voices/{sha256}',
  who: 'anyone',
  summary: 'One clip, under a name that never means another',
  params: z.object({ sha256: Sha256 }),
  answer: 'sound',
  problems: ['not-found'],
})

/**
 * Takes of a slot replace one another. The encodings of one take come one after the other, under the same `take`, and
 * stand side by side. Sent again, each is the same.
 */
export const keepVoice = endpoint({
  name: 'keepVoice',
  method: 'PUT',
  path: '/api/voices/{locale}/{slot}',
  who: 'curator',
  summary: 'Keeps a clip in a slot, in place of the one before. What it is, is told by its bytes',
  params: bySlot,
  query: z.object({ ...forHouse, take: z.uuid().toLowerCase(), text: VoiceText }),
  bytes: 'application/octet-stream',
  answer: VoiceClip,
  problems: ['house-not-found', 'content-missing', 'recording-unusable', 'storage-full'],
})

export const removeVoice = endpoint({
  name: 'removeVoice',
  method: 'DELETE',
  path: '/api/voices/{locale}/{slot}',
  who: 'curator',
  summary: 'Empties a slot. Nothing in it is no error',
  params: bySlot,
  query: z.object(forHouse),
  problems: ['house-not-found'],
})
