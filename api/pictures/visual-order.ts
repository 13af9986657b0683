/** In which order a line's parts stand from left to right: the Unicode bidirectional algorithm (UAX 9). */
import bidiFactory from 'bidi-js/dist/bidi.mjs'
import type { Direction } from '#core/lettering/direction.ts'

const bidi = bidiFactory()

/** Of each UTF-16 unit of the line: odd levels are read from the right. */
export function levelsOf(line: string, direction: Direction): Uint8Array {
  return bidi.getEmbeddingLevels(withStandIns(line), direction).levels
}

/** The library looks at UTF-16 units: what takes two is told to it as two that behave alike. */
function withStandIns(line: string): string {
  return line.replaceAll(/[\u{10000}-\u{10ffff}]/gu, (character) => {
    if (/[\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(character)) return 'אא'
    if (/\p{L}/u.test(character)) return 'aa'
    return /\p{M}/u.test(character) ? '\u0300\u0300' : '☆☆'
  })
}

/** From left to right: rule L2, each level's stretches turned, the highest first. */
export function inVisualOrder<Part extends { readonly level: number }>(
  parts: readonly Part[],
): readonly Part[] {
  const ordered = [...parts]
  for (let level = Math.max(0, ...parts.map((part) => part.level)); level > 0; level--) {
    for (let from = 0; from < ordered.length; from++) {
      let to = from
      while ((ordered[to]?.level ?? 0) >= level) to++
      ordered.splice(from, to - from, ...ordered.slice(from, to).toReversed())
      from = to
    }
  }
  return ordered
}
