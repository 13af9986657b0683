/** What a browser records, told by its own bytes, with nothing in it but the sound. */
import type { VoiceMediaType } from '../contract/voices.ts'
import { cleanMp4, isMp4 } from './mp4.ts'
import { cleanWebm, isWebm } from './webm.ts'

export interface Recording {
  readonly mediaType: VoiceMediaType
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** @returns null for what is no recording of a voice: another kind of file, one with a picture, one that is broken */
export function cleanRecording(bytes: Uint8Array<ArrayBuffer>): Recording | null {
  const [mediaType, cleaned] = isMp4(bytes)
    ? (['audio/mp4', cleanMp4(bytes)] as const)
    : (['audio/webm', isWebm(bytes) ? cleanWebm(bytes) : null] as const)
  return cleaned && { mediaType, bytes: cleaned }
}
