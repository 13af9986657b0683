/** What is heard of the words on a screen, one after the other. */
import type { Clip } from './clips.ts'

export type Part =
  { readonly kind: 'clip'; readonly clip: Clip } | { readonly kind: 'speech'; readonly text: string }

/** Spaces are one, and what only says where a word may be broken is gone. */
export const plain = (text: string): string => text.replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim()

/** Nothing but what separates words. */
export const isSilent = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text)

/** Where nothing is recorded, all is left to a voice of the phone. */
export function spoken(text: string): readonly Part[] {
  const words = plain(text)
  return isSilent(words) ? [] : [{ kind: 'speech', text: words }]
}
