/**
 * A QR code (ISO/IEC 18004:2015) of one text, as UTF-8 bytes at error correction level Q. Only what a card needs: a library
 * brings four kinds of text and four levels, three times as many bytes, to every phone.
 */
import { checkCodewords } from './check-codewords.ts'
import { layFormat, layPatterns, masks, penalty, type Grid } from './grid.ts'

/** Of level Q by version, from 1 (table 9): codewords that correct errors in a block, and blocks. */
const checksInBlock = [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30]
const blockCounts = [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20]

/** Bytes of the pattern that fills what is left (7.4.10). */
const filling = [0xec, 0x11] as const

interface Shape {
  readonly version: number
  readonly checks: number
  readonly blocks: number
  /** Of the whole code, data and checks. */
  readonly codewords: number
}

function shapeOf(version: number): Shape {
  const aligning = version === 1 ? 0 : Math.floor(version / 7) + 2
  const alignmentModules = aligning === 0 ? 0 : (25 * aligning - 10) * aligning - 55
  const modules = (16 * version + 128) * version + 64 - alignmentModules - (version < 7 ? 0 : 36)
  return {
    version,
    checks: checksInBlock[version - 1] ?? 0,
    blocks: blockCounts[version - 1] ?? 0,
    codewords: Math.floor(modules / 8),
  }
}

const dataCodewords = ({ checks, blocks, codewords }: Shape): number => codewords - checks * blocks

/** The length takes one byte up to version 9, then two (table 3). */
const lengthBits = ({ version }: Shape): number => (version < 10 ? 8 : 16)

/** @throws {RangeError} when the text is longer than 482 bytes, far more than any address of ours */
function smallestFor(bytes: Uint8Array): Shape {
  for (let version = 1; version <= blockCounts.length; version += 1) {
    const shape = shapeOf(version)
    if (4 + lengthBits(shape) + 8 * bytes.length <= 8 * dataCodewords(shape)) return shape
  }
  throw new RangeError('too long for a QR code')
}

/** Mode, length, bytes and filling. */
function dataOf(bytes: Uint8Array, shape: Shape): number[] {
  const head = (0b0100 << lengthBits(shape)) | bytes.length
  const bits = `${head.toString(2).padStart(4 + lengthBits(shape), '0')}${[...bytes].map(inBits).join('')}0000`
  const codewords = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  // The four bits of the mode and the four of the end make whole bytes of all that lies between.
  const room = dataCodewords(shape)
  for (let at = 0; codewords.length < room; at += 1) codewords.push(filling[at % 2] ?? 0)
  return codewords.slice(0, room)
}

const inBits = (byte: number): string => byte.toString(2).padStart(8, '0')

/** Data and checks in the order in which they are laid: the first of every block, the second of every block … */
function laidCodewords(data: readonly number[], shape: Shape): number[] {
  const { checks, blocks, codewords } = shape
  const shorter = Math.floor(codewords / blocks) - checks
  const shorterBlocks = blocks - (codewords % blocks)
  const parts: (readonly number[])[] = []
  for (let block = 0, at = 0; block < blocks; block += 1) {
    const length = shorter + (block < shorterBlocks ? 0 : 1)
    parts.push(data.slice(at, at + length))
    at += length
  }
  const woven = (lists: readonly (readonly number[])[], length: number): number[] =>
    Array.from({ length }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat()
  return [
    ...woven(parts, shorter + 1),
    ...woven(
      parts.map((part) => checkCodewords(part, checks)),
      checks,
    ),
  ]
}

/** In columns of two from the right, up and down, past what is fixed (7.7.3). */
function layData(grid: Grid, bits: string): void {
  const { size } = grid
  let at = 0
  for (let pair = size - 1; pair > 0; pair -= 2) {
    const right = pair <= 6 ? pair - 1 : pair
    const isUp = ((pair <= 6 ? right + 1 : right) & 2) === 0
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const place = (isUp ? size - 1 - step : step) * size + x
        if (grid.fixed[place] === 0) grid.dark[place] = bits[at++] === '1' ? 1 : 0
      }
  }
}

/** @returns rows of modules, dark ones true, without the quiet zone; of the eight masks the one that reads best */
export function qrCode(text: string): readonly (readonly boolean[])[] {
  const bytes = new TextEncoder().encode(text)
  const shape = smallestFor(bytes)
  const bits = laidCodewords(dataOf(bytes, shape), shape).map(inBits).join('')
  const patterns = layPatterns(shape.version)
  layFormat(patterns, 0)
  layData(patterns, bits)
  const masked = masks.map((mask, number) => {
    const grid = { ...patterns, dark: patterns.dark.slice() }
    for (let place = 0; place < grid.dark.length; place += 1)
      if (grid.fixed[place] === 0 && mask(place % grid.size, Math.floor(place / grid.size)))
        grid.dark[place] = 1 - (grid.dark[place] ?? 0)
    layFormat(grid, number)
    return { grid, penalty: penalty(grid) }
  })
  const { grid } = masked.reduce((best, one) => (one.penalty < best.penalty ? one : best))
  return Array.from({ length: grid.size }, (_, y) =>
    Array.from(grid.dark.subarray(y * grid.size, (y + 1) * grid.size), (dark) => dark === 1),
  )
}
