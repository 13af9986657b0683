import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partMaxBytes } from '#core/contract/sending.ts'
import { sendInParts, type Carrier } from './parts.ts'

type Trouble = 'none' | 'lost-part' | 'lost-answer' | 'other-tab' | 'swept' | 'refused'

/** A server that has so many bytes of a content, and meets these troubles one after the other. */
function server(byteSize: number, troubles: readonly Trouble[] = []) {
  const left = [...troubles]
  const did = { here: 0, isIn: false, wholes: 0, sent: 0, asked: 0 }
  const lost = () => new Error('no net')
  const carrier: Carrier<{ sha256: string }> = {
    ask: async () => {
      did.asked += 1
      did.isIn ||= did.here >= byteSize
      return did.isIn ? { sha256: 'right' } : did.here
    },
    append: async (offset) => {
      const trouble = left.shift() ?? 'none'
      if (trouble === 'lost-part') throw lost()
      if (trouble === 'refused') return null
      if (trouble === 'swept') did.here = 0
      if (trouble === 'other-tab') did.here = Math.min(byteSize, did.here + partMaxBytes)
      if (offset !== did.here) return did.here
      const bytes = Math.min(partMaxBytes, byteSize - offset)
      did.sent += bytes
      did.here += bytes
      if (trouble === 'lost-answer') throw lost()
      return did.here
    },
    whole: async () => {
      did.wholes += 1
      did.isIn = true
      return { sha256: 'right' }
    },
  }
  return { carrier, did }
}

const none = () => undefined

test('what fits into one part goes whole', async () => {
  const { carrier, did } = server(partMaxBytes)
  await sendInParts(carrier, partMaxBytes, none)
  expect(did).toMatchObject({ wholes: 1, asked: 0, sent: 0 })
})

test('a server that knows of no parts gets it whole', async () => {
  const { carrier, did } = server(partMaxBytes * 3)
  await sendInParts({ ...carrier, ask: async () => null }, partMaxBytes * 3, none)
  expect(did).toMatchObject({ wholes: 1, sent: 0 })
})

test('where parts are never let through, it goes whole', async () => {
  const { carrier, did } = server(partMaxBytes * 3)
  await sendInParts({ ...carrier, append: async () => null }, partMaxBytes * 3, none)
  expect(did.wholes).toBe(1)
})

test('a piece that is in already is not sent again', async () => {
  const { carrier, did } = server(partMaxBytes * 3)
  await sendInParts(carrier, partMaxBytes * 3, none)
  const { sent } = did
  await sendInParts(carrier, partMaxBytes * 3, none)
  expect(did).toMatchObject({ sent, wholes: 0 })
})

test('whatever happens on the way it arrives, and only what got lost is sent again', async () => {
  const trouble = fc.constantFrom<Trouble>(
    'none',
    'lost-part',
    'lost-answer',
    'other-tab',
    'swept',
    'refused',
  )
  const anyWay = fc.asyncProperty(
    fc.integer({ min: partMaxBytes + 1, max: partMaxBytes * 12 }),
    fc.array(trouble, { maxLength: 12 }),
    async (byteSize, troubles) => {
      const { carrier, did } = server(byteSize, troubles)
      const told: number[] = []
      const tries = 1 + troubles.length
      for (let left = tries; !did.isIn && left > 0; left--)
        await sendInParts(carrier, byteSize, (bytes) => told.push(bytes)).catch(none)
      expect(did.isIn).toBe(true)
      if (!troubles.includes('swept')) {
        expect(did.sent).toBeLessThanOrEqual(byteSize)
        expect(told).toEqual([...told].sort((one, other) => one - other))
      }
    },
  )
  await fc.assert(anyWay)
})
