/** A picture sign (emoji) that the letters at hand can only draw as several in a row becomes one. */
import type { Measure } from './set-text.ts'

const graphemes = new Intl.Segmenter('da', { granularity: 'grapheme' })
const pictures = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u
const skin = /\p{Emoji_Modifier}/gu
const flag = /^\p{Regional_Indicator}/u
const tags = /[\u{e0020}-\u{e007f}]/gu

/** As wide as every other. */
const anyPicture = '✨'

/** What stands for a sign that cannot be drawn as one: itself with less told, at last one that wishes well. */
export function simplerSigns(grapheme: string): readonly string[] {
  if (!pictures.test(grapheme)) return []
  if (flag.test(grapheme)) return ['🏳', anyPicture]
  const plain = grapheme.replaceAll(skin, '').replaceAll(tags, '')
  return [plain, [...plain][0] ?? plain, anyPicture]
}

/** The same text, each of its picture signs no wider than one. */
export function withOneSigns(text: string, measure: Measure): string {
  if (!pictures.test(text)) return text
  const widest = measure(anyPicture) * 1.2
  return [...graphemes.segment(text)]
    .map(({ segment }) => {
      const signs = [segment, ...simplerSigns(segment)]
      return signs.length === 1 ? segment : (signs.find((sign) => measure(sign) <= widest) ?? anyPicture)
    })
    .join('')
}
