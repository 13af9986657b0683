import { call } from '#lib/api.ts'
import type { HouseCode } from '#core/contract/ids.ts'
import { Problem } from '#core/contract/problems.ts'
import { keepVoice, removeVoice, type VoiceClip, type VoiceLocale } from '#core/contract/voices.ts'
import { makePlayer } from '#lib/read-aloud/player.ts'
import type { Ear, VoiceWire } from './desk.svelte.ts'

/** The desk's way to the api, from the browser. Without a house it is the desk of all. */
export function voiceWire(house: HouseCode | undefined, locale: VoiceLocale): VoiceWire {
  const of = house === undefined ? {} : { house }
  return {
    async keep({ slot, text }, { id: take, sounds }) {
      let kept: VoiceClip | null = null
      for (const content of sounds)
        kept = await call(fetch, keepVoice, {
          params: { locale, slot },
          query: { ...of, take, text },
          content,
        })
      if (!kept) throw new Problem('content-missing')
      return kept
    },
    async remove({ slot }) {
      await call(fetch, removeVoice, { params: { locale, slot }, query: of })
    },
  }
}

/** Heard as makers hear it. */
export function deskEar(): Ear {
  const player = makePlayer()
  return {
    clip: ({ text, encodings }, signal) => player.play({ text, sounds: encodings }, signal),
    async take({ sounds }, signal) {
      for (const sound of sounds) if (await player.playBlob(sound, signal)) return true
      return false
    },
  }
}
