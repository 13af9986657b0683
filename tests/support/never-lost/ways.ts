/** The three ways to a piece, stop by stop: which question stands there, and what the maker does about it. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { stripHidden } from '#core/privacy/strip.ts'
import { until } from '../maker.ts'
import { tap } from '../maker-taps.ts'
import { hashOf, lastDraft, sayDrawing } from './trip.ts'

/** In the middle of making, the question is the same before and after. */
export const stopNames = ['pick', 'make', 'made', 'look', 'name', 'yes', 'card'] as const
export type StopName = (typeof stopNames)[number]

export interface Stop {
  readonly question: string
  /** @returns what the piece is, where that is settled here: as `held` of the trip says it */
  take(page: Page): Promise<string | undefined>
  /** What was made before is still there. */
  expectThere?(page: Page): Promise<void>
}

export interface Way {
  /** What is tapped when asked what one feels like. */
  readonly pick: RegExp
  readonly stops: Readonly<Record<StopName, Stop>>
}

const words = 'håb og kaffe'
const photoPath = fileURLToPath(new URL('../../fixtures/meadow-with-gps.jpg', import.meta.url))

const tapping = (question: string, name: string | RegExp): Stop => ({
  question,
  async take(page) {
    await tap(page, name)
    return undefined
  },
})

const toPick = (name: RegExp) => tapping('Hvad har du lyst til?', name)

const toTheCard = {
  name: tapping('Skal der stå et navn?', 'Kun husets navn'),
  yes: tapping('Må museet vise det?', 'Ja, vis det'),
  card: {
    question: 'Tak. Her er dit kort.',
    take: () => Promise.resolve(undefined),
    expectThere: async (page: Page) => {
      await until(
        () => page.getByRole('list').first().getByRole('listitem').count(),
        (pictured) => pictured === 3,
      )
    },
  },
}

const look: Stop = tapping('Sådan ser det ud', 'Det er fint')

const text: Way = {
  pick: /Skriv lidt/,
  stops: {
    pick: toPick(/Skriv lidt/),
    make: {
      question: 'Skriv lidt',
      async take(page) {
        await page.getByRole('textbox').fill(words)
        return `text ${hashOf(words)}`
      },
    },
    made: {
      ...tapping('Skriv lidt', 'Færdig'),
      async expectThere(page) {
        expect(await page.getByRole('textbox').inputValue()).toBe(words)
      },
    },
    look,
    ...toTheCard,
  },
}

const drawing: Way = {
  pick: /Tegn her/,
  stops: {
    pick: toPick(/Tegn her/),
    make: {
      question: 'Tegn med fingeren',
      async take(page) {
        const box = await page.getByRole('img', { name: 'Dit papir' }).boundingBox()
        if (!box) throw new Error('there is no board')
        await page.mouse.move(box.x + 30, box.y + 30)
        await page.mouse.down()
        await page.mouse.move(box.x + 90, box.y + 120, { steps: 4 })
        await page.mouse.move(box.x + 200, box.y + 60, { steps: 4 })
        await page.mouse.up()
        const drawn = await until(
          () => lastDraft(page),
          ({ strokes }) => strokes.length === 1,
        )
        return sayDrawing(drawn)
      },
    },
    made: {
      ...tapping('Tegn med fingeren', 'Færdig'),
      async expectThere(page) {
        // Nothing to take back would mean that nothing is there.
        const undo = page.getByRole('button', { name: 'Et skridt tilbage' })
        await until(
          () => undo.getAttribute('aria-disabled'),
          (isDisabled) => isDisabled === 'false',
        )
      },
    },
    look,
    ...toTheCard,
  },
}

const photo: Way = {
  pick: /Tag et billede/,
  stops: {
    pick: toPick(/Tag et billede/),
    make: {
      question: 'Tag dit billede',
      async take(page) {
        await page.locator('input[type=file]:not([capture])').setInputFiles(photoPath)
        return `photo ${hashOf(stripHidden(Uint8Array.from(await readFile(photoPath))))}`
      },
    },
    made: tapping('Kan man se en person?', 'Nej'),
    look: {
      ...look,
      async expectThere(page) {
        await page.getByRole('img', { name: 'Dit stykke' }).first().waitFor()
      },
    },
    ...toTheCard,
  },
}

export const ways = { text, drawing, photo } as const
export type WayName = keyof typeof ways
export const wayNames = ['text', 'drawing', 'photo'] as const satisfies readonly WayName[]
