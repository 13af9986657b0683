/** Languages, and words that somebody writes: what cannot be seen, stored or read aloud is taken out of those, never refused. */
import { z } from 'zod'

/** What the pages are read in. Where Greenlandic has no words of its own yet, Danish stands. */
export const Language = z.enum(['da', 'en', 'kl'])
export type Language = z.infer<typeof Language>

/** Control characters: nobody writes them, a screen cannot show them, and PostgreSQL takes no NUL. */
const control = /\p{Cc}/gu
const controlInLine = /\p{Cc}+/gu

/** Halves of a character, as a cut-off emoji leaves them, become �. */
const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd')

/** One line of 1 to `maxLength` UTF-16 units. A line break in it is a space. */
export const line = (maxLength: number) =>
  z
    .string()
    .overwrite((text) => wellFormed(text).replace(controlInLine, ' '))
    .trim()
    .min(1)
    .max(maxLength)

/** One or more lines of 1 to `maxLength` UTF-16 units together. */
export const paragraph = (maxLength: number) =>
  z
    .string()
    .overwrite((text) =>
      wellFormed(text)
        .replaceAll('\r\n', '\n')
        .replace(control, (one) => (one === '\n' || one === '\t' ? one : '')),
    )
    .trim()
    .min(1)
    .max(maxLength)
