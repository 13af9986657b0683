/**
 * The recorded clips of a house, as the reader needs them. Read by hand and not through the typed client: that would
 * bring every schema of the contract to a phone that only wants to know whether there is something to hear.
 */
import type { VoiceLocale, VoiceMediaType } from '#core/contract/voices.ts'

/** A recording in one kind of file. */
export interface Sound {
  readonly mediaType: VoiceMediaType
  readonly sha256: string
}

export interface Clip {
  /** The words that are read, with `…` where something stands that differs from time to time. */
  readonly text: string
  readonly sounds: readonly Sound[]
}

/** The addresses are those of the contract (`listVoices`, `getVoice`). */
export const listAddress = (locale: VoiceLocale, house: string | undefined): string =>
  `/api/voices?${new URLSearchParams({ locale, ...(house !== undefined && { house }) })}`
export const soundAddress = ({ sha256 }: Sound): string => `/api/voices/${sha256}`

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

function soundOf(value: unknown): readonly Sound[] {
  if (!isObject(value) || !('sha256' in value) || !('mediaType' in value)) return []
  const { sha256, mediaType } = value
  if (typeof sha256 !== 'string' || (mediaType !== 'audio/mp4' && mediaType !== 'audio/webm')) return []
  return [{ sha256, mediaType }]
}

/** What is no clip is left out. */
export function clipsOf(answer: unknown): readonly Clip[] {
  if (!Array.isArray(answer)) return []
  const given: readonly unknown[] = answer
  return given.flatMap((one) => {
    if (!isObject(one) || !('text' in one) || !('encodings' in one)) return []
    const { text, encodings } = one
    if (typeof text !== 'string' || !Array.isArray(encodings)) return []
    const sounds = encodings.flatMap((encoding: unknown) => soundOf(encoding))
    return sounds.length > 0 ? [{ text, sounds }] : []
  })
}

/** None where there is no net, and none are kept: then the page is silent, and works. */
export async function fetchClips(locale: VoiceLocale, house: string | undefined): Promise<readonly Clip[]> {
  try {
    const response = await fetch(listAddress(locale, house))
    return response.ok ? clipsOf(await response.json()) : []
  } catch {
    return []
  }
}
