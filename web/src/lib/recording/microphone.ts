/** Records a voice in the browser, in every kind of file that it can make and phones can play. Nothing is sent anywhere. */
import type { VoiceMediaType } from '#core/contract/voices.ts'

/** One reading of some words, in one or more kinds of file. */
export interface Take {
  readonly id: string
  readonly sounds: readonly Blob[]
}

export type Hearing = 'quiet' | 'good' | 'loud'

export interface Recording {
  /** @returns null when nothing came in */
  stop(): Promise<Take | null>
}

/** Why it cannot be recorded; each has its own kind sentence. */
export type MicrophoneTrouble = 'refused' | 'missing' | 'busy' | 'unable'

export class MicrophoneAway extends Error {
  readonly trouble: MicrophoneTrouble

  constructor(trouble: MicrophoneTrouble, cause?: unknown) {
    super(trouble, { cause })
    this.name = 'MicrophoneAway'
    this.trouble = trouble
  }
}

/** Of each kind of file, the codecs that most phones can play first. One file of each kind that can be made is kept. */
const codecs: Readonly<Record<VoiceMediaType, readonly string[]>> = {
  'audio/mp4': ['audio/mp4;codecs=mp4a.40.2', 'audio/mp4;codecs=opus'],
  'audio/webm': ['audio/webm;codecs=opus'],
}

function troubleOf(failure: unknown): MicrophoneTrouble {
  const name = failure instanceof DOMException ? failure.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'unable'
}

async function openMicrophone(): Promise<MediaStream> {
  // Browsers hand out a microphone over https only, and on this machine itself.
  if (!('mediaDevices' in navigator) || !('MediaRecorder' in globalThis)) throw new MicrophoneAway('unable')
  const audio = { channelCount: 1, noiseSuppression: true, autoGainControl: true, echoCancellation: false }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio })
  } catch (failure) {
    throw new MicrophoneAway(troubleOf(failure), failure)
  }
}

/**
 * @param given `onHearing` is told how well the voice is heard, each time that it changes
 * @throws {MicrophoneAway}
 */
export async function startRecording(given: {
  bitsPerSecond: number
  onHearing: (hearing: Hearing) => void
}): Promise<Recording> {
  const stream = await openMicrophone()
  const types = Object.values(codecs).flatMap(
    (kinds) => kinds.find((type) => MediaRecorder.isTypeSupported(type)) ?? [],
  )
  const letGo = (): void => stream.getTracks().forEach((track) => track.stop())
  if (types.length === 0) {
    letGo()
    throw new MicrophoneAway('unable')
  }
  const making = types.map((mimeType) => collect(stream, mimeType, given.bitsPerSecond))
  const stopListening = listenTo(stream, given.onHearing)
  return {
    async stop() {
      const sounds = await Promise.all(making.map((finish) => finish()))
      stopListening()
      letGo()
      const whole = sounds.filter(({ size }) => size > 0)
      return whole.length > 0 ? { id: crypto.randomUUID(), sounds: whole } : null
    },
  }
}

/** @returns what ends it, and gives the whole file */
function collect(stream: MediaStream, mimeType: string, bitsPerSecond: number): () => Promise<Blob> {
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: bitsPerSecond })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const ended = new Promise<void>((resolve) => (recorder.onstop = () => resolve()))
  recorder.start()
  return async () => {
    if (recorder.state !== 'inactive') recorder.stop()
    await ended
    return new Blob(parts, { type: mimeType })
  }
}

const listenEveryMs = 150
/** At 48,000 a second they last longer than that: no short sound falls in between. */
const heardAtOnceSamples = 8192
/** Between two words it is still; that is not "we cannot hear you". */
const rememberedTimes = 12
/** Of full scale: below the first a room hums, above the second it begins to crackle. */
const leastLoudness = 0.03
const mostLoudness = 0.97

function listenTo(stream: MediaStream, onHearing: (hearing: Hearing) => void): () => void {
  const context = new AudioContext()
  // After a long question of the browser's, some think that nobody has asked for sound.
  void context.resume()
  const ear = context.createAnalyser()
  ear.fftSize = heardAtOnceSamples
  context.createMediaStreamSource(stream).connect(ear)
  const samples = new Float32Array(ear.fftSize)
  const loudest: number[] = []
  let told: Hearing | null = null
  const timer = setInterval(() => {
    ear.getFloatTimeDomainData(samples)
    loudest.push(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0))
    if (loudest.length > rememberedTimes) loudest.shift()
    const hearing = hearingOf(Math.max(...loudest))
    if (hearing !== told) onHearing(hearing)
    told = hearing
  }, listenEveryMs)
  return () => {
    clearInterval(timer)
    void context.close()
  }
}

/** @param loudness the highest of a while, of full scale */
export function hearingOf(loudness: number): Hearing {
  if (loudness < leastLoudness) return 'quiet'
  return loudness > mostLoudness ? 'loud' : 'good'
}
