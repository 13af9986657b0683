import { expect, test } from 'vitest'
import { EditionFace } from '#core/contract/editions.ts'
import { createSwap } from './swap.ts'

const pieceIds = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']

function edition(number: number, pieces = pieceIds, name: string | null = null): EditionFace {
  return EditionFace.parse({
    artwork: { slug: 'vi-er-her', title: 'Vi er her', invitation: 'Kom og vær med.' },
    edition: number,
    publishedAt: '2026-11-24T10:00:00Z',
    face: 'wall',
    size: { widthMm: 1000, heightMm: 500, widthPx: 1000, heightPx: 500 },
    background: '#ffffff',
    pyramid: { tileSizePx: 512, widthPx: 1000, heightPx: 500, levels: [] },
    pieces: pieces.map((pieceId) => ({
      placementId: pieceId,
      pieceId,
      box: { xMm: 0, yMm: 0, widthMm: 10, heightMm: 10, rotationDeg: 0 },
      layer: 0,
      kind: 'photo',
      name,
      house: null,
      text: null,
    })),
    words: '0'.repeat(64),
    houseCount: 1,
  })
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A wall whose layers load when the test says so; `log` is what happens to them, in order. */
function wall(stillness = () => Promise.resolve()) {
  const log: string[] = []
  const loads = new Map<number, () => void>()
  const swap = createSwap({
    lay({ edition: n }) {
      log.push(`lay ${n}`)
      return {
        laid: Promise.resolve(),
        loaded: new Promise((resolve) => loads.set(n, resolve)),
        reveal: (how) => Promise.resolve(void log.push(`reveal ${n} ${how}`)),
        remove: () => void log.push(`remove ${n}`),
      }
    },
    stillness,
    onShown: (face) => log.push(`shown ${face?.edition ?? 'nothing'}`),
  })
  return { swap, log, loaded: (n: number) => loads.get(n)?.() }
}

test('the old edition is taken away only after the new one covers it', async () => {
  const { swap, log, loaded } = wall()
  swap.take(edition(1))
  await settled()
  swap.take(edition(2))
  await settled()
  expect(log).toEqual(['lay 1', 'shown 1', 'reveal 1 at-once', 'lay 2'])
  loaded(2)
  await settled()
  expect(log.slice(4)).toEqual(['shown 2', 'reveal 2 softly', 'remove 1'])
})

test('an edition that does not come leaves the old one hanging', async () => {
  const { swap, log } = wall()
  swap.take(edition(1))
  await settled()
  swap.take(edition(2))
  await settled()
  expect(log).not.toContain('remove 1')
  expect(log).not.toContain('shown 2')
})

test('an empty wall shows each part of the picture as it comes', async () => {
  const { swap, log } = wall()
  swap.take(edition(1))
  await settled()
  expect(log).toEqual(['lay 1', 'shown 1', 'reveal 1 at-once'])
})

test('a newer edition overtakes one that is still loading', async () => {
  const { swap, log, loaded } = wall()
  swap.take(edition(1))
  await settled()
  swap.take(edition(2))
  swap.take(edition(3))
  loaded(2)
  loaded(3)
  await settled()
  expect(log).not.toContain('shown 2')
  expect(log).toContain('remove 2')
  expect(log.slice(-3)).toEqual(['shown 3', 'reveal 3 softly', 'remove 1'])
})

test('while a visitor holds the picture a new edition waits', async () => {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  let touching = false
  const { swap, log, loaded } = wall(() => (touching ? held : Promise.resolve()))
  swap.take(edition(1))
  await settled()
  touching = true
  swap.take(edition(2))
  loaded(2)
  await settled()
  expect(log).not.toContain('shown 2')
  letGo()
  await settled()
  expect(log).toContain('shown 2')
})

test('an edition without a piece that hangs now waits for nobody and does not fade', async () => {
  let touching = false
  const { swap, log, loaded } = wall(() => (touching ? new Promise(() => {}) : Promise.resolve()))
  swap.take(edition(1))
  await settled()
  touching = true
  swap.take(edition(2, pieceIds.slice(1)))
  loaded(2)
  await settled()
  expect(log.slice(-3)).toEqual(['shown 2', 'reveal 2 at-once', 'remove 1'])
})

test('other words of the same edition are told at once, and its picture stays as it hangs', async () => {
  const { swap, log } = wall(() => new Promise(() => {}))
  swap.take(edition(1, pieceIds, 'Bo'))
  await settled()
  swap.take(edition(1))
  expect(log).toEqual(['lay 1', 'shown 1', 'reveal 1 at-once', 'shown 1'])
})

test('an edition without a name that is told now waits for nobody', async () => {
  const { swap, log, loaded } = wall(() => new Promise(() => {}))
  swap.take(edition(1, pieceIds, 'Bo'))
  await settled()
  swap.take(edition(2))
  loaded(2)
  await settled()
  expect(log.slice(-3)).toEqual(['shown 2', 'reveal 2 at-once', 'remove 1'])
})

test('a screen that is given no work shows none', async () => {
  const { swap, log, loaded } = wall()
  swap.take(edition(1))
  await settled()
  swap.take(edition(2))
  swap.take(null)
  loaded(2)
  await settled()
  expect(log.slice(-3)).toEqual(['remove 2', 'remove 1', 'shown nothing'])
})
