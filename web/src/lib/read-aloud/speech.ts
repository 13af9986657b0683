/**
 * The phone's own voices. Only one that lives on the phone, so that no word leaves it, and only of the language that
 * is read: some phones list voices that they do not have, and then read Danish as if it were English.
 */

interface Voiced {
  readonly lang: string
  readonly localService: boolean
}

const languageOf = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? ''

export function voiceFor<Voice extends Voiced>(voices: readonly Voice[], language: string): Voice | null {
  const found = voices.find((voice) => voice.localService && languageOf(voice.lang) === languageOf(language))
  return found ?? null
}

const synthesis = (): SpeechSynthesis | null => ('speechSynthesis' in globalThis ? speechSynthesis : null)

/** @returns null where nothing on this phone can say it */
export const localVoice = (language: string): SpeechSynthesisVoice | null =>
  voiceFor(synthesis()?.getVoices() ?? [], language)

/** Voices come when they come. @returns what stops listening */
export function whenVoicesChange(tell: () => void): () => void {
  const voices = synthesis()
  // Old phones have voices, and do not tell of them.
  if (!voices || !('addEventListener' in voices)) return () => undefined
  voices.addEventListener('voiceschanged', tell)
  return () => voices.removeEventListener('voiceschanged', tell)
}

/** @returns when it is said, when it could not be, or when it is called off */
export function speak(text: string, language: string, signal: AbortSignal): Promise<boolean> {
  const voices = synthesis()
  const voice = localVoice(language)
  if (!voices || !voice || signal.aborted) return Promise.resolve(false)
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.voice = voice
  utterance.lang = voice.lang
  return new Promise((resolve) => {
    utterance.onend = () => resolve(true)
    utterance.onerror = () => resolve(false)
    signal.addEventListener('abort', () => {
      voices.cancel()
      resolve(false)
    })
    voices.speak(utterance)
  })
}
