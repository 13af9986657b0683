/** What of a text is set: all that a reader sees, nothing that only a machine does. */

/**
 * Control characters; what would turn the direction of all that follows (each line has its own, see `direction.ts`);
 * byte order marks and what is no character; variation selectors (every sign here is drawn one way); halves of characters; private use, which
 * means something else on every phone. Joiners and soft hyphens stay: letters and lines need them.
 */
const unseen =
  /[\0-\u0008\u000e-\u001f\u007f-\u009f\u180e\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\u{e0100}-\u{e01ef}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu

/** Accents for any letter; with two of them, composed letters beside, all of the world's spellings do. */
const towers = /([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{2})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/gu // prettier-ignore
/** A Tibetan stack, the tallest there is, has five. */
const marks = /\p{M}+/gu
const marksMax = 6
/** A sign that has no letter to stand on is given the ring that stands for any. */
const withoutLetter = /(^|\s)(?=\p{M})/gu

/** Composed (NFC), without what cannot be seen or would run off the card. Line breaks stay. */
export function readable(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029\v\f]/gu, '\n')
    .replaceAll(unseen, '')
    .normalize('NFC')
    .replaceAll(towers, '$1')
    .replaceAll(marks, (heap) => [...heap].slice(0, marksMax).join(''))
    .replaceAll(withoutLetter, '$1◌')
}
