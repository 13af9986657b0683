/** A layout is one file, one line in the registry, and words: nothing else in the house knows of any. */
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { layouts } from '#core/layout/registry.ts'

interface Source {
  readonly file: string
  readonly text: string
}

async function sources(pattern: string): Promise<Source[]> {
  const found: Source[] = []
  for await (const file of glob(pattern))
    if (!/[.]test[.]ts$|paraglide|node_modules|[/]build[/]|[.]svelte-kit/.test(file))
      found.push({ file, text: readFileSync(file, 'utf8') })
  return found
}

const code = [
  ...(await sources('core/**/*.ts')),
  ...(await sources('api/**/*.ts')),
  ...(await sources('web/src/**/*.{ts,svelte}')),
]

const layoutFiles = code.filter(({ file }) => file.startsWith('core/layout/'))

test.each(layouts.map(({ id }) => id))('%s is known to its own file and to the registry', (id) => {
  const own = layoutFiles.filter(({ text }) => text.includes(`\n  id: '${id}',\n`)).map(({ file }) => file)
  expect(own).toEqual([`core/layout/${id}.ts`])
  const importing = code.filter(({ file, text }) => {
    const isBeside = file.startsWith('core/layout/')
    return text.includes(isBeside ? `from './${id}.ts'` : `layout/${id}.ts'`)
  })
  expect(importing.map(({ file }) => file)).toEqual(['core/layout/registry.ts'])
})

test('no code names the words of a layout: they are found by its name', () => {
  const naming = code.filter(({ text }) => /\bm\.layout_/.test(text)).map(({ file }) => file)
  expect(naming).toEqual([])
})
