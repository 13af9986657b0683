/** Plays recorded clips one after the other, through one element that a tap has unlocked. */
import { soundAddress, type Clip, type Sound } from './clips.ts'

/** What `canPlayType` is asked. */
const codecs: Readonly<Record<Sound['mediaType'], string>> = {
  'audio/mp4': 'audio/mp4',
  'audio/webm': 'audio/webm; codecs=opus',
}

export interface Player {
  /** Within the tap itself: phones let a page make a sound only then, and later from the same element. */
  unlock(): void
  canPlay(clip: Clip): boolean
  /** Fetches what will be played next. */
  fetchAhead(clip: Clip): void
  /** @returns whether it was heard to its end */
  play(clip: Clip, signal: AbortSignal): Promise<boolean>
  /** What was recorded here and lies nowhere else yet. */
  playBlob(blob: Blob, signal: AbortSignal): Promise<boolean>
}

/** A WAV of no length: 44 bytes that every browser can play. */
function silence(): Blob {
  const view = new DataView(new ArrayBuffer(44))
  const put = (at: number, letters: string): void =>
    [...letters].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)))
  put(0, 'RIFF')
  view.setUint32(4, 36, true)
  put(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 8000, true)
  view.setUint32(28, 8000, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  put(36, 'data')
  return new Blob([view.buffer], { type: 'audio/wav' })
}

export function makePlayer(): Player {
  const audio = new Audio()
  const fetched = new Map<string, Promise<Blob | null>>()

  const soundsOf = ({ sounds }: Clip): readonly Sound[] =>
    sounds.filter(({ mediaType }) => audio.canPlayType(codecs[mediaType]) !== '')

  function bytesOf(sound: Sound): Promise<Blob | null> {
    const known = fetched.get(sound.sha256)
    if (known) return known
    // Whole, as a blob: Safari plays an address only if its server hands out pieces, and kept clips have no server.
    const coming = fetch(soundAddress(sound))
      .then((response) => (response.ok ? response.blob() : null))
      .catch(() => null)
      .then((blob) => {
        if (!blob) fetched.delete(sound.sha256)
        return blob
      })
    fetched.set(sound.sha256, coming)
    return coming
  }

  async function playBlob(blob: Blob, signal: AbortSignal): Promise<boolean> {
    const url = URL.createObjectURL(blob)
    try {
      return await new Promise<boolean>((resolve) => {
        signal.addEventListener('abort', () => resolve(false))
        audio.onended = () => resolve(true)
        audio.onerror = () => resolve(false)
        audio.src = url
        audio.play().catch(() => resolve(false))
      })
    } finally {
      audio.pause()
      URL.revokeObjectURL(url)
    }
  }

  return {
    unlock() {
      const url = URL.createObjectURL(silence())
      audio.src = url
      const done = (): void => URL.revokeObjectURL(url)
      audio.play().then(done, done)
    },
    canPlay: (clip) => soundsOf(clip).length > 0,
    fetchAhead(clip) {
      const [sound] = soundsOf(clip)
      if (sound) void bytesOf(sound)
    },
    async play(clip, signal) {
      for (const sound of soundsOf(clip)) {
        const blob = await bytesOf(sound)
        if (signal.aborted) return false
        if (blob && (await playBlob(blob, signal))) return true
      }
      return false
    },
    playBlob,
  }
}
