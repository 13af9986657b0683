/** What the desk says. */
import { voiceMaxSeconds } from '#core/contract/voices.ts'
import { m } from '#lib/paraglide/messages.js'
import { sentenceOf } from '#lib/problem-sentence.ts'
import type { Doing, Standing, Trouble } from './desk.svelte.ts'
import type { Hearing, MicrophoneTrouble } from './microphone.ts'
import type { ScreenName } from './slots.server.ts'

const screenWords: Readonly<Record<ScreenName, () => string>> = {
  start: m.c_voice_on_start,
  pick: m.c_voice_on_pick,
  photo: m.c_voice_on_photo,
  draw: m.c_voice_on_draw,
  write: m.c_voice_on_write,
  look: m.c_voice_on_look,
  name: m.c_voice_on_name,
  ok: m.c_voice_on_ok,
  thanks: m.c_voice_on_thanks,
  card: m.c_voice_on_card,
  trouble: m.c_voice_on_trouble,
  everywhere: m.c_voice_on_everywhere,
  other: m.c_voice_on_other,
}

export const screenInWords = (name: ScreenName): string => screenWords[name]()

export function standingInWords(standing: Standing): string {
  switch (standing.state) {
    case 'none':
      return m.c_voice_none()
    case 'common':
      return m.c_voice_common()
    case 'changed':
      return m.c_voice_changed()
    case 'kept':
      return m.c_voice_kept()
    case 'unkept':
      return standing.isFull ? m.c_voice_full({ seconds: voiceMaxSeconds }) : m.c_voice_unkept()
  }
}

const hearingWords: Readonly<Record<Hearing, () => string>> = {
  quiet: m.c_voice_quiet,
  good: m.c_voice_good,
  loud: m.c_voice_loud,
}

/** Null while there is nothing to say of it. */
export function doingInWords(doing: Doing): string | null {
  switch (doing.doing) {
    case 'opening':
      return m.c_voice_opening()
    case 'recording':
      return hearingWords[doing.hearing]()
    case 'keeping':
      return m.c_voice_keeping()
    case 'asking':
      return m.c_voice_sure()
    case 'hearing':
    case 'removing':
      return null
  }
}

const microphoneWords: Readonly<Record<MicrophoneTrouble, () => string>> = {
  refused: m.c_voice_err_refused,
  missing: m.c_voice_err_missing,
  busy: m.c_voice_err_busy,
  unable: m.c_voice_err_unable,
}

/** What the api says of pieces and pictures is said here of the recording. */
export function troubleInWords(trouble: Trouble): string {
  if (trouble.kind === 'microphone') return microphoneWords[trouble.why]()
  if (trouble.kind === 'play') return m.c_voice_err_play()
  switch (trouble.why) {
    case 'unavailable':
      return m.c_voice_err_net()
    case 'storage-full':
      return m.c_voice_err_full()
    case 'content-too-large':
      return m.c_voice_err_large()
    default:
      return sentenceOf({ type: trouble.why })
  }
}
