/** The files of the lettering's fonts: which there are, which characters each is for, and one of them opened. */
import { Blob, Face, Font, Variation } from 'harfbuzzjs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import decompress from 'woff2-encoder/decompress'
import { z } from 'zod'
import type { Family } from '#core/lettering/families.ts'

/** One file of a family: the same that a phone fetches for the same characters (CSS unicode-range). */
export interface FontFile {
  readonly path: string
  readonly ranges: readonly (readonly [from: number, to: number])[]
}

export interface OpenFont {
  readonly font: Font
  readonly unitsPerEm: number
}

/** The lettering's weight. */
const heavy = new Variation('wght', 600)

const { resolve } = createRequire(import.meta.url)
const UnicodeRanges = z.record(z.string(), z.string())

const listed = new Map<string, Promise<readonly FontFile[]>>()

/** The files of a family, the commonest characters first: the order in which a style sheet's last face wins. */
export function filesOf(family: Family): Promise<readonly FontFile[]> {
  const files = listed.get(family.folder) ?? listFiles(family)
  listed.set(family.folder, files)
  return files
}

async function listFiles({ folder, weight }: Family): Promise<readonly FontFile[]> {
  const packageName = weight === 'any' ? `@fontsource-variable/${folder}` : `@fontsource/${folder}`
  const ending = weight === 'any' ? 'wght-normal' : '400-normal'
  const json: unknown = JSON.parse(await readFile(resolve(`${packageName}/unicode.json`), 'utf8'))
  return Object.entries(UnicodeRanges.parse(json))
    .map(([subset, ranges]) => ({
      path: `${packageName}/files/${folder}-${subset.replaceAll(/[[\]]/g, '')}-${ending}.woff2`,
      ranges: ranges.split(',').map(rangeOf),
    }))
    .toReversed()
}

/** "U+0600-06FF" or "U+204F". */
function rangeOf(range: string): readonly [number, number] {
  const [from = '', to = from] = range.replace(/^U\+/i, '').split('-')
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
}

/** So many stay open, the last used; one takes 0.1 to 2 MB. */
const openMax = 24
const opened = new Map<string, Promise<OpenFont>>()

export function openFont(path: string): Promise<OpenFont> {
  const font = opened.get(path) ?? open(path)
  opened.delete(path)
  opened.set(path, font)
  const [oldest] = opened.keys()
  if (opened.size > openMax && oldest !== undefined) opened.delete(oldest)
  return font
}

async function open(path: string): Promise<OpenFont> {
  const face = new Face(new Blob(await decompress(await readFile(resolve(path)))))
  const font = new Font(face)
  font.setVariations([heavy])
  return { font, unitsPerEm: face.upem }
}
