/**
 * Takes what is hidden in a HEIC or AVIF out of it without decoding a pixel. Numbers all over such a file say where in
 * it something lies, so nothing is moved: what is hidden is overwritten with zeros where it stands.
 *
 *   ftyp  meta ( iinf iloc iprp … )     uuid    mdat ( picture  Exif  XMP  nobody's  picture )  (trailer)
 *   keep  keep (which way is up: irot)  zeros        ( keep     zeros zeros zeros    keep    )  drop
 *
 * Other pictures in the file stay: one may be the transparency of the first, or a part of it.
 * ISO/IEC 23008-12:2022 (HEIF) annex A says what an Exif and an XMP item are.
 */
import { boxesIn, without, type Box, type Range } from './boxes.ts'
import { hasName, letters } from './bytes.ts'
import { itemsIn } from './items.ts'

/** Of these kinds are the files that are pictures; among others with this header are films. */
const brands = ['hei', 'hev', 'mif1', 'msf1', 'avif', 'avis']

const keptBoxes = new Set(['ftyp', 'meta', 'mdat', 'moov'])
const keptInMeta = new Set(['hdlr', 'pitm', 'iinf', 'iloc', 'iref', 'iprp', 'idat', 'grpl', 'dinf', 'ipro'])
/** Of a picture's properties: words about it, and when it was made and changed. */
const hiddenProperties = new Set(['udes', 'crtt', 'mdft', 'free', 'skip'])
/** Of a sequence of pictures. */
const hiddenInFilm = new Set(['udta', 'meta', 'uuid', 'free', 'skip'])

/** What is coded as a picture, or says how one is put together of others. What else there is, no reader shows. */
const pictureTypes = new Set([
  ...['hvc1', 'hev1', 'lhv1', 'av01', 'avc1', 'vvc1', 'evc1', 'jpeg', 'j2k1', 'unci', 'mski'],
  ...['grid', 'iovl', 'iden', 'tili', 'tmap', 'sato'],
])

/** Where its TIFF begins, and one without entries, as phones write it: a reader that looks there finds no fault. */
const emptyExif = [0, 0, 0, 6, ...letters('Exif\0\0MM\0*'), 0, 0, 0, 8, 0, 0, 0, 0, 0, 0]

/** Whether the bytes begin as a HEIC, HEIF or AVIF does. */
export const isHeif = (bytes: Uint8Array): boolean =>
  hasName(bytes, 4, 'ftyp') && brands.some((brand) => hasName(bytes, 8, brand))

/**
 * @returns the same picture without hidden data, as long or shorter. What is no HEIF, is put together in a way that we
 * do not know, or breaks off before its picture, comes back as it is.
 */
export function stripHeif(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (!isHeif(bytes)) return bytes
  const boxes = boxesIn(bytes, { from: 0, to: bytes.length })
  const metas = boxes.filter(({ name }) => name === 'meta')
  const [meta] = metas
  if (!meta || meta.isBrokenOff || metas.length > 1) return bytes
  const told = boxesIn(bytes, { from: meta.payload + 4, to: meta.end })
  const store = told.find(({ name }) => name === 'idat') ?? null
  const items = itemsIn(bytes, told, store && inside(store))
  if (items === null) return bytes

  const isPicture = ({ type }: { type: string }) => pictureTypes.has(type)
  const pictures = items.filter(isPicture).flatMap(({ ranges }) => ranges)
  const others = items.filter((item) => !isPicture(item)).flatMap(({ ranges }) => ranges)
  const films = boxes.filter(({ name }) => name === 'moov')
  const stores = [...boxes.filter(({ name }) => name === 'mdat'), ...(store ? [store] : [])].map(inside)

  const hiddenBoxes = [
    ...boxes.filter(({ name }) => !keptBoxes.has(name)),
    ...told.filter(({ name }) => !keptInMeta.has(name)),
    ...propertiesIn(bytes, told).filter(({ name }) => hiddenProperties.has(name)),
    ...films.flatMap((film) => hiddenInFilmOf(bytes, film)),
  ]
  // A sequence's pictures lie in the same store, and are told of elsewhere.
  const hidden = films.length === 0 ? stores : without(others, without(everywhere(bytes), stores))

  const end = endOf(boxes, pictures)
  const out = bytes.slice(0, end)
  const emptied = without([...hidden, ...hiddenBoxes.map(inside)], pictures)
  for (const { from, to } of emptied) out.fill(0, from, to)
  const exif = items.find(({ type }) => type === 'Exif')?.ranges.at(0)
  if (exif) {
    // What was said to lie behind the end is gone with it.
    const left = { from: exif.from, to: Math.min(exif.to, end) }
    if (left.to - left.from >= emptyExif.length && without([left], emptied).length === 0)
      out.set(emptyExif, left.from)
  }
  for (const { start } of hiddenBoxes) if (start < end) out.set(letters('free'), start + 4)
  return out
}

/** One past the last that is needed; what comes then was hung on. */
function endOf(boxes: readonly Box[], pictures: readonly Range[]): number {
  const picturesEnd = pictures.reduce((end, { to }) => Math.max(end, to), 0)
  const last = boxes.findLast(({ name, start }) => keptBoxes.has(name) || start < picturesEnd)
  return Math.max(last?.end ?? 0, picturesEnd)
}

const inside = ({ payload, end }: Box): Range => ({ from: payload, to: end })

const everywhere = (bytes: Uint8Array): Range[] => [{ from: 0, to: bytes.length }]

const childrenOf = (bytes: Uint8Array, boxes: readonly Box[], name: string): readonly Box[] =>
  boxes.filter((box) => box.name === name).flatMap((box) => boxesIn(bytes, inside(box)))

const propertiesIn = (bytes: Uint8Array, told: readonly Box[]): readonly Box[] =>
  childrenOf(bytes, childrenOf(bytes, told, 'iprp'), 'ipco')

/** Beside the film itself and beside each of its tracks. */
function hiddenInFilmOf(bytes: Uint8Array, film: Box): readonly Box[] {
  const parts = boxesIn(bytes, inside(film))
  return [...parts, ...childrenOf(bytes, parts, 'trak')].filter(({ name }) => hiddenInFilm.has(name))
}
