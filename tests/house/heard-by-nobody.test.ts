import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { expect, test } from 'vitest'

/** Browsers send what is said to it to a server of their maker. */
const listener = /SpeechRecognition/i

test('no page listens to what a person says and sends it away to be written down', async () => {
  const looked: string[] = []
  const found: string[] = []
  for await (const file of glob('web/src/**/*.{ts,svelte,html}')) {
    looked.push(file)
    if (listener.test(readFileSync(file, 'utf8'))) found.push(file)
  }
  expect(looked.length).toBeGreaterThan(100)
  expect(found).toEqual([])
})
