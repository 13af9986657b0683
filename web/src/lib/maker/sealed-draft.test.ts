import { expect, test } from 'vitest'
import { cardHash, newCardSecret } from './card.ts'
import { newDraft } from './pieces.ts'
import { openDraft, parkedIdOf, sealDraft } from './sealed-draft.ts'

const secret = newCardSecret()
const draft = { ...newDraft('8b9d1f0e-3a55-4a42-9df3-0a1fd1a1f001', 'abc234'), text: 'håb 🙂', card: secret }
const photo = Uint8Array.from([1, 2, 3, 0, 255]).buffer

test('a sealed draft opens with its card, whole', async () => {
  const sealed = await (await sealDraft(secret, { draft, photo })).arrayBuffer()
  expect(await openDraft(secret, sealed)).toEqual({ draft, photo })
})

test('where something was painted over in the photo is not sealed with it: nothing could be taken off there', async () => {
  const painting = { brush: 'large', points: [[0.5, 0.5]] } as const
  const painted = { ...draft, hidden: [painting], unhidden: [painting] }
  const sealed = await (await sealDraft(secret, { draft: painted, photo })).arrayBuffer()
  expect(await openDraft(secret, sealed)).toEqual({ draft, photo })
})

test('one without a photo opens without one', async () => {
  const sealed = await (await sealDraft(secret, { draft, photo: null })).arrayBuffer()
  expect(await openDraft(secret, sealed)).toEqual({ draft, photo: null })
})

test('what is sealed holds neither the words nor the card, and is another each time', async () => {
  const [one, two] = [await sealDraft(secret, { draft, photo }), await sealDraft(secret, { draft, photo })]
  const bytes = Buffer.from(await one.arrayBuffer())
  expect(bytes.includes('håb')).toBe(false)
  expect(bytes.includes(secret)).toBe(false)
  expect(bytes.equals(Buffer.from(await two.arrayBuffer()))).toBe(false)
})

test('another card does not open it, and neither does anybody who changed a byte or cut it', async () => {
  const sealed = await (await sealDraft(secret, { draft, photo })).arrayBuffer()
  expect(await openDraft(newCardSecret(), sealed)).toBeNull()
  const changed = new Uint8Array(sealed.slice(0))
  changed[20] = (changed[20] ?? 0) ^ 1
  expect(await openDraft(secret, changed.buffer)).toBeNull()
  expect(await openDraft(secret, sealed.slice(0, -1))).toBeNull()
  expect(await openDraft(secret, new ArrayBuffer(0))).toBeNull()
})

test('its id is steady, and is not the hash that a finished piece’s card is known by', async () => {
  const id = await parkedIdOf(secret)
  expect(id).toMatch(/^[0-9a-f]{64}$/)
  expect(await parkedIdOf(secret)).toBe(id)
  expect(id).not.toBe(await cardHash(secret))
})
