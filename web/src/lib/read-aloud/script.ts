/** From words on the screen to what is heard of them: recorded clips, and between them what only a voice of the phone can say. */
import { blank } from '#core/voice/blank.ts'
import type { Clip } from './clips.ts'
import { isSilent, plain, type Part } from './part.ts'

/** How far a clip reaches into a text, and what stood in its blanks. */
interface Reach {
  readonly clip: Clip
  readonly length: number
  readonly values: readonly string[]
}

/** Sees whether a text begins with the words of a clip. */
type Look = (text: string) => Reach | null

/**
 * A clip ends where a sentence does: "Ja" is not read out of "Ja, kun mig". What comes after a colon is another thing
 * than what stands before it.
 */
const isEnd = (words: string, rest: string): boolean =>
  rest === '' || (/[.!?:]$/.test(words) && rest.startsWith(' ')) || rest.startsWith(': ')

function lookFor(clip: Clip): Look {
  const words = plain(clip.text)
  if (!words.includes(blank))
    return (text) =>
      text.startsWith(words) && isEnd(words, text.slice(words.length))
        ? { clip, length: words.length, values: [] }
        : null
  const pattern = words
    .split(blank)
    .map((fixed) => fixed.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(.+?)')
  // A blank at the end takes all there is.
  const form = new RegExp(`^${pattern}${words.endsWith(blank) ? '$' : '(?= |$)'}`, 'u')
  return (text) => {
    const [said, ...values] = form.exec(text) ?? []
    return said === undefined ? null : { clip, length: said.length, values }
  }
}

/**
 * @param clips where two have the same words, the first is heard
 * @returns what splits a text into parts, in the order in which they are heard
 */
export function scriptFor(clips: readonly Clip[]): (text: string) => readonly Part[] {
  const looks = clips.map(lookFor)
  return (given) => {
    const parts: Part[] = []
    let unsaid = ''
    const say = (): void => {
      if (!isSilent(unsaid)) parts.push({ kind: 'speech', text: unsaid.trim() })
      unsaid = ''
    }
    for (let rest = plain(given); rest !== '';) {
      const reach = longest(looks.flatMap((look) => look(rest) ?? []))
      if (reach) {
        say()
        parts.push({ kind: 'clip', clip: reach.clip })
        unsaid = reach.values.join(', ')
        say()
        rest = rest.slice(reach.length).replace(/^[\s:]+/, '')
      } else {
        const [sentence] = /^.*?[.!?:](?= )|^.+$/su.exec(rest) ?? [rest]
        unsaid = `${unsaid} ${sentence}`
        rest = rest.slice(sentence.length).trimStart()
      }
    }
    say()
    return parts
  }
}

/** The fixed words of a text say more about it than a blank that swallows them. */
function longest(reaches: readonly Reach[]): Reach | undefined {
  const fixed = ({ length, values }: Reach): number => length - values.join('').length
  return reaches.reduce<Reach | undefined>(
    (best, one) => (best === undefined || fixed(one) > fixed(best) ? one : best),
    undefined,
  )
}
