import { expect, test } from 'vitest'
import { numbered, readSheet } from './sheet.ts'

function filled(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

test('a form that comes twice is the same piece with the same card, also after something was missing', async () => {
  const { id, secret } = numbered()
  const once = await readSheet(filled({ slags: 'text', nummer: id, kort: secret }))
  expect(once.content).toBeNull()
  expect(once.numbered).toEqual({ id, secret })
  const again = await readSheet(filled({ slags: 'text', tekst: 'ro', ja: '1', nummer: id, kort: secret }))
  expect(again.content).not.toBeNull()
  expect(again.numbered).toEqual({ id, secret })
})

test('a form whose number or card is no such thing gets new ones', async () => {
  const { id, secret } = (await readSheet(filled({ slags: 'text', nummer: 'et', kort: 'to' }))).numbered
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(secret).toHaveLength(22)
})
