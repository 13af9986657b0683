/**
 * Whether there is anything to read a screen aloud with: clips that the house has recorded, or a voice that lives on the
 * phone. Many phones and houses have neither; to them the reader itself never comes.
 */
import type { VoiceLocale } from '#core/contract/voices.ts'
import { fetchClips, type Clip } from './clips.ts'
import { localVoice, whenVoicesChange } from './speech.ts'

interface Given {
  readonly house: string | undefined
  readonly locale: VoiceLocale
}

/**
 * @param open called once, as soon as there is a voice or a clip
 * @returns what stops waiting for it
 */
export function whenReadable({ house, locale }: Given, open: (clips: readonly Clip[]) => void): () => void {
  let clips: readonly Clip[] | null = null
  let isOver = false
  const look = (): void => {
    if (isOver || clips === null) return
    // What the artworks themselves say is Danish, whatever language the page is in.
    const hasVoice = [document.documentElement.lang, 'da'].some((language) => localVoice(language) !== null)
    if (clips.length === 0 && !hasVoice) return
    end()
    open(clips)
  }
  const stopListening = whenVoicesChange(look)
  function end(): void {
    isOver = true
    stopListening()
  }
  void fetchClips(locale, house).then((found) => {
    clips = found
    look()
  })
  return end
}
