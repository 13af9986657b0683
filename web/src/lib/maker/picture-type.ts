/** Tells a picture by its first bytes, as the server does: names and declared types lie (a HEIC may come without any). */

const beginnings: readonly (readonly [at: number, text: string])[] = [
  [0, '\xff\xd8\xff'],
  [0, '\x89PNG\r\n\x1a\n'],
  [0, 'GIF8'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [8, 'WEBP'],
  [4, 'ftyphei'],
  [4, 'ftyphev'],
  [4, 'ftypmif1'],
  [4, 'ftypmsf1'],
  [4, 'ftypavi'],
]

export const isPicture = (bytes: Uint8Array): boolean =>
  beginnings.some(([at, text]) =>
    [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0)),
  )
