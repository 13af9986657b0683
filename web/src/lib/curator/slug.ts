/** A name that fits in an address, made from a title: `Lys på åen` becomes `lys-paa-aaen`. */

const letters = new Map([
  ['æ', 'ae'],
  ['ø', 'oe'],
  ['å', 'aa'],
  ['ß', 'ss'],
  ['ĸ', 'q'],
])

/** At most `maxLength` characters, cut between words where there is one to cut between. Empty if nothing is left. */
export function slugOf(title: string, maxLength = 60): string {
  const slug = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[æøåßĸ]/g, (letter) => letters.get(letter) ?? letter)
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  if (slug.length <= maxLength) return slug
  const lastWord = slug.lastIndexOf('-', maxLength)
  return slug.slice(0, lastWord > 0 ? lastWord : maxLength)
}
