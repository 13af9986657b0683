/** What the build makes of messages and card words for a browser says the same as what the server has. */
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { cardWords } from '#core/card/words.ts'
import { namesIn, packedCardWords, packedNames } from '../../web/card-words.ts'
import { fill } from '../../web/src/lib/fill.ts'
import { numbered, plainTexts, tableOf } from '../../web/words.ts'

const Say = z.custom<(inputs: object, options: object) => string>((value) => typeof value === 'function')

async function onTheServer(): Promise<ReadonlyMap<string, z.infer<typeof Say>>> {
  const compiled = new URL('../../web/src/lib/paraglide/messages.js', import.meta.url)
  const module: unknown = await import(compiled.href)
  const { m } = z.object({ m: z.custom<object>((value) => typeof value === 'object') }).parse(module)
  return new Map(Object.entries(m).map(([key, say]) => [key, Say.parse(say)]))
}

let server: ReadonlyMap<string, z.infer<typeof Say>>
// Hundreds of small files: they take their time where others want the machine too.
beforeAll(async () => {
  server = await onTheServer()
}, 300_000)

const inputsOf = (text: string) =>
  Object.fromEntries([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `<${name}>`]))

test.each(['da', 'en', 'kl'])(
  'every plain message is said in a browser as on the server: %s',
  async (locale) => {
    const messages = await numbered('web')
    const tables = await Promise.all(
      (['public', 'desk'] as const).map((room) => tableOf('web', room, locale)),
    )
    const said = { ...tables[0], ...tables[1] }
    const differing = [...messages].filter(([key, { short, danish }]) => {
      const inputs = inputsOf(danish)
      return fill(said[short] ?? danish, inputs) !== server.get(key)?.(inputs, { locale })
    })
    expect(messages.size).toBeGreaterThan(400)
    expect(differing).toEqual([])
  },
)

test('no page outside the desk shows a message of the desk: its words are not fetched there', async () => {
  const desk = await plainTexts('web', 'desk', 'da')
  const shown: string[] = []
  let looked = 0
  for await (const file of glob('web/src/{lib,routes}/**/*.{ts,svelte}')) {
    if (/lib\/(paraglide|curator|composer|recording)\/|routes\/\(curator\)\//.test(file)) continue
    looked += 1
    for (const [, key = ''] of readFileSync(file, 'utf8').matchAll(/\bm\.(\w+)/g))
      if (desk.has(key)) shown.push(`${file}: ${key}`)
  }
  expect(looked).toBeGreaterThan(100)
  expect(shown).toEqual([])
})

test('the packed things of the card are the things of the card, in their order', async () => {
  const packed: unknown = await import(`data:text/javascript,${encodeURIComponent(packedCardWords())}`)
  expect(z.object({ cardWords: z.unknown() }).parse(packed).cardWords).toEqual(cardWords)
})

test.each(['da', 'en'] as const)(
  'in %s each thing is called on the built page as it is called',
  async (language) => {
    const names = namesIn(language)
    const words = `export const getLocale = () => ${JSON.stringify(language)}
export const say = (short, danish) => (${JSON.stringify(names)})[short] ?? danish`
    const saying = JSON.stringify(`data:text/javascript,${encodeURIComponent(words)}`)
    const built: unknown = await import(`data:text/javascript,${encodeURIComponent(packedNames(saying))}`)
    const { thingName, thingLanguage } = z
      .object({
        thingName: z.function({ input: [z.number()], output: z.string() }),
        thingLanguage: z.function({ input: [], output: z.string() }),
      })
      .parse(built)
    expect(cardWords.map((_, place) => thingName(place))).toEqual(cardWords.map((word) => word[language]))
    expect(thingLanguage()).toBe(language)
  },
)
