/** What a maker's phone has to receive, and how quickly the first page and the ink come. Explained in `docs/benchmarks.md`. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import pg from 'pg'
import { z } from 'zod'
import { chromiumOptions } from '#tests/support/chromium.ts'
import { tap } from '#tests/support/maker-taps.ts'
import { openBoard } from '#tests/support/way.ts'
import type { Figures } from './benchmark.ts'
import { firstView } from './maker/first-view.ts'
import { drawAndWatch, openBareSheet, prepareForInk } from './maker/ink.ts'
import { countReceived } from './maker/received.ts'
import { walkTheWay } from './maker/way.ts'
import { openProgram, type Program } from './program.ts'
import { median } from './rounds.ts'
import { table, three } from './table.ts'
import { openWorkFolder } from './work-folder.ts'

const views = 5

/** What a service worker fetches in the background, after the page, is no part of the page. */
const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'da-DK',
  serviceWorkers: 'block',
}

const kilobytes = (bytes: number) => bytes / 1000

export async function run(say: (lines: string) => void): Promise<Figures> {
  const folder = await openWorkFolder(1)
  try {
    await (await openProgram(folder.path, {})).stop()
    const program = await openProgram(folder.path, { ROLE: 'web' })
    const browser = await chromium.launch(chromiumOptions())
    try {
      return await measure(browser, `${program.origin}/v/${await demoCode(program)}`, say)
    } finally {
      await browser.close()
      await program.stop()
    }
  } finally {
    await folder.remove()
  }
}

async function measure(browser: Browser, start: string, say: (lines: string) => void): Promise<Figures> {
  const fresh = async <T>(use: (page: Page) => Promise<T>): Promise<T> => {
    const context = await browser.newContext(phone)
    try {
      return await use(await context.newPage())
    } finally {
      await context.close()
    }
  }
  const { first, whole } = await fresh(async (page) => {
    const received = await countReceived(await page.context().newCDPSession(page))
    await page.goto(start)
    await page.waitForSelector('[data-ready]')
    await page.waitForLoadState('networkidle')
    const first = received()
    await walkTheWay(page)
    return { first, whole: received() }
  })
  say(
    table('received, kB, gzip', [
      ['', 'JavaScript', 'fonts', 'all'],
      ...[
        { name: 'the first view', sums: first },
        { name: 'the whole way', sums: whole },
      ].map(({ name, sums }) => [
        name,
        ...[sums.scriptBytes, sums.fontBytes, sums.allBytes].map((bytes) => three(kilobytes(bytes))),
      ]),
    ]),
  )

  const seen = []
  for (let view = 0; view < views; view++) seen.push(await fresh((page) => firstView(page, start)))
  say(
    table('the first view, on a slow net and processor', [
      ['', 'LCP ms', 'TBT ms', 'CLS'],
      ...seen.map(({ lcpMs, tbtMs, cls }, at) => [`${at + 1}`, three(lcpMs), three(tbtMs), cls.toFixed(3)]),
    ]),
  )

  const lags = await fresh(async (page) => {
    await prepareForInk(page)
    await page.goto(start)
    await tap(page, 'Jeg vil være med')
    return drawAndWatch(page, await openBoard(page))
  })
  const bare = await fresh(async (page) => {
    await prepareForInk(page)
    return drawAndWatch(page, await openBareSheet(page, new URL(start).origin))
  })
  const inkP95Ms = p95(lags)
  say(
    table('ink behind the finger', [
      ['', 'moves seen', 'median ms', '95 of 100 ms'],
      ['our sheet', `${lags.length}`, three(median(lags)), three(inkP95Ms)],
      ['a bare canvas with a dot', `${bare.length}`, three(median(bare)), three(p95(bare))],
    ]),
  )

  return {
    firstJsKb: kilobytes(first.scriptBytes),
    flowJsKb: kilobytes(whole.scriptBytes),
    fontsKb: kilobytes(first.fontBytes),
    firstViewKb: kilobytes(first.allBytes),
    lcpMs: median(seen.map(({ lcpMs }) => lcpMs)),
    tbtMs: median(seen.map(({ tbtMs }) => tbtMs)),
    cls: median(seen.map(({ cls }) => cls)),
    inkP95Ms,
  }
}

function p95(lags: readonly number[]): number {
  const lag = lags.toSorted((one, other) => one - other)[Math.ceil(lags.length * 0.95) - 1]
  if (lag === undefined) throw new Error('No ink was seen.')
  return lag
}

async function demoCode({ databaseUrl }: Program): Promise<string> {
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  try {
    const { rows } = await database.query('select code from entrance order by code limit 1')
    return z.tuple([z.object({ code: z.string() })]).parse(rows)[0].code
  } finally {
    await database.end()
  }
}
