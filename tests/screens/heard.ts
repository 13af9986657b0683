/**
 * T3: what a screen reader tells of each screen of a walk, and where the focus is, kept as files to be read:
 * `tests/screens/heard/<language>/<walk>.txt`. The Danish ones are compared by `npm test`, the English ones by
 * `npm run test:maker`. After a change that is meant they are written anew by
 * `HEARD=renew npx vitest run tests/journeys/accessibility.test.ts tests/maker/in-english.test.ts`; what is another in them then
 * is read like any change.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { cardWords } from '#core/card/words.ts'
import { until } from '#tests/support/maker.ts'
import type { Language } from './words.ts'

const folder = join(import.meta.dirname, 'heard')
const isRenewed = process.env['HEARD'] === 'renew'
/** A screen may still come to rest: the picture of the work is fetched, a piece is on its way. */
const looksAtMost = 200

const thing = new RegExp(
  `(listitem: |img ")(${cardWords.flatMap(({ da, en }) => [da, en]).join('|')})(?="|$)`,
  'gm',
)
const day = /\d+\.? (jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[ck]t|nov|dec)[a-z]*/gi
/** Which card a way to remove it is about. */
const ofCard = /(Fjern kortet|Remove the card): [^"]+/g
const steps = /\d+ (små skridt|small steps)/g

/** Without what is another each time, the words of a card, a day, how many have sent something; and without addresses, which nobody hears. */
function steady(tree: string): string {
  const lines = tree
    .replace(thing, '$1…')
    .replace(day, 'a day')
    .replace(steps, '… $1')
    .replace(ofCard, '$1: …')
    .split('\n')
    .filter((line) => !/^\s*- \/url:/.test(line))
  const indentOf = (line = ''): number => line.search(/\S|$/)
  // What led only to an address has nothing below it now.
  const isAlone = (at: number): boolean => indentOf(lines[at + 1]) <= indentOf(lines[at])
  return lines.map((line, at) => (isAlone(at) ? line.replace(/:$/, '') : line)).join('\n')
}

function focusedNow(): string {
  const active = document.activeElement
  if (active === null || active === document.body) return 'nothing'
  const isField = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement
  const name = active.ariaLabel ?? (isField ? active.labels?.[0]?.textContent : active.textContent) ?? ''
  return `${active.localName} "${name.trim().replace(/\s+/g, ' ')}"`
}

/** Of an open dialog alone: what lies behind it is not told then. */
async function heardNow(page: Page): Promise<string> {
  const [dialog] = await page.locator('dialog:modal').all()
  const tree = await (dialog ?? page.locator('main')).ariaSnapshot()
  return steady(`the focus is on ${await page.evaluate(focusedNow)}\n${tree}`)
}

/** What was heard of one screen, by the screen's name. */
type Heard = Map<string, string>

const headOf = (name: string) => `=== ${name}\n`

const written = (heard: Heard): string =>
  [...heard].map(([name, tree]) => `${headOf(name)}${tree}\n`).join('\n')

function read(text: string): Heard {
  const screens = text.split(/^(?==== )/m).map((part) => {
    const [head = '', ...lines] = part.trimEnd().split('\n')
    return [head.replace('=== ', ''), lines.join('\n')] as const
  })
  return new Map(screens)
}

/** Listens to a walk. `said` is what was heard, and `kept` what should have been, once the walk is over. */
export async function listenTo(title: string, language: Language) {
  const path = join(folder, language, `${title.toLowerCase().replace(/[^a-z]+/g, '-')}.txt`)
  const kept = await readFile(path, 'utf8').catch(() => '')
  const known = read(kept)
  const heard: Heard = new Map()
  return {
    async screen(page: Page, name: string): Promise<void> {
      let looks = 0
      let last = ''
      const isAtRest = (now: string): boolean => {
        const isSame = now === last
        last = now
        return isRenewed ? isSame && looks > 10 : now === known.get(name)
      }
      heard.set(
        name,
        await until(
          () => heardNow(page),
          (now) => isAtRest(now) || ++looks > looksAtMost,
        ),
      )
    },
    async end(): Promise<{ said: string; kept: string }> {
      const said = written(heard)
      if (!isRenewed) return { said, kept }
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, said)
      return { said, kept: said }
    },
  }
}
