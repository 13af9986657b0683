import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { wcagContrast } from 'culori'
import { expect, test } from 'vitest'

/** `#fff`, `#14213d`, `rgb(…)`, `oklch(…)` and their kin, as a style or an SVG attribute would hold them. */
const colour =
  /(?<![\w&/(])#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})\b(?!-)|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(/gi

/** Only what is style or markup: a script may reckon with the colours of pictures. */
const styledPartOf = (file: string, text: string) =>
  file.endsWith('.svelte') ? text.replace(/<script[\s\S]*?<\/script>/g, '') : text

test('pages take their colours from the tokens', async () => {
  const found: string[] = []
  for await (const file of glob('web/src/**/*.{svelte,css,html}')) {
    if (file.endsWith('ui/tokens.css')) continue
    const text = styledPartOf(file, readFileSync(file, 'utf8'))
    for (const [literal] of text.matchAll(colour)) found.push(`${file}: ${literal}`)
  }
  expect(found).toEqual([])
})

const tokens = new Map(
  [...readFileSync('web/src/lib/ui/tokens.css', 'utf8').matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(
    ([, name = '', hex = '']) => [name, hex],
  ),
)

/** Which words stand on which ground. Lines and icons are drawn in the colour of the words. */
const words = {
  ink: ['white', 'marigold', 'sky', 'mint', 'rose', 'sand', 'chalk', 'felt'],
  white: ['ink', 'done'],
  error: ['white', 'sand'],
  done: ['white'],
  grey: ['white', 'chalk'],
  light: ['night'],
  marigold: ['night'],
} as const

test.each(Object.entries(words))(
  'words in %s can be read by weak eyes on every ground they stand on',
  (word, grounds) => {
    const weak = grounds.filter((ground) => {
      const contrast = wcagContrast(tokens.get(word) ?? '', tokens.get(ground) ?? '')
      return !(contrast >= 7)
    })
    expect(weak).toEqual([])
  },
)
