/** Walks to the card and on until the piece is in, with faults on the way; in the end it is there, whole and once. */
import { expect } from 'vitest'
import { until } from '../maker.ts'
import { asked, tap } from '../maker-taps.ts'
import { mend, strike, type FaultName } from './faults.ts'
import type { Trip } from './trip.ts'
import { stopNames, ways, type StopName, type WayName } from './ways.ts'

export interface Weather {
  readonly at: (stop: StopName) => FaultName | undefined
  /** Whether it is over after one step; else it lasts until the card is there. */
  readonly passes: boolean
}

const tookIt = 'Tak. Vi har det.'
const noRoom = 'Telefonen har ikke plads.'

export async function walkThrough(trip: Trip, wayName: WayName, weather: Weather): Promise<void> {
  try {
    await walk(trip, wayName, weather)
  } finally {
    await trip.close()
  }
}

async function walk(trip: Trip, wayName: WayName, weather: Weather): Promise<void> {
  const way = ways[wayName]
  let made = 'nothing'
  let lasting: FaultName | undefined

  const pass = async (): Promise<void> => {
    if (lasting !== undefined) await mend(trip, lasting)
    lasting = undefined
  }

  /** A maker who is told that there is no room goes on if the page lets them, else makes room and does it again. */
  async function take(stop: StopName, question: string): Promise<void> {
    const page = trip.page()
    made = (await way.stops[stop].take(page)) ?? made
    const next = page.getByRole('heading', { level: 1, name: question, exact: true })
    const full = page.getByText(noRoom)
    await next.or(full).first().waitFor()
    if (await next.isVisible()) return
    const goOn = page.getByRole('button', { name: 'Brug det her' })
    if (await goOn.isVisible()) {
      await tap(page, 'Brug det her')
    } else if (stop === 'yes') {
      await pass()
      await way.stops[stop].take(page)
    }
    await next.waitFor()
  }

  for (const [index, stop] of stopNames.entries()) {
    const name = weather.at(stop)
    if (name !== undefined) {
      await pass()
      await strike(trip, way, name, stop)
      lasting = name
    }
    await way.stops[stop].expectThere?.(trip.page())
    const next = stopNames[index + 1]
    if (next === undefined) break
    // So that the card is reached while the piece waits, also when all is well.
    if (stop === 'yes' && trip.counter.mood() === 'well') trip.counter.setMood('busy')
    await take(stop, way.stops[next].question)
    if (weather.passes && next !== 'card') await pass()
  }
  await comeIn(trip, lasting)
  await pass()
  expect(await trip.held()).toEqual([made])
}

/** The phone tries under the fault; that is over, it tries again, and the server has the piece. */
async function comeIn(trip: Trip, lasting: FaultName | undefined): Promise<void> {
  const isHeard = async (): Promise<boolean> => {
    await trip.page().evaluate(() => dispatchEvent(new Event('online')))
    return trip.page().getByRole('heading', { level: 1, name: tookIt, exact: true }).isVisible()
  }
  if (trip.counter.mood() === 'busy') trip.counter.setMood('well')
  if (lasting === 'server 500' || lasting === 'timeout' || lasting === 'reply lost') {
    await until(async () => (await isHeard(), trip.counter.befallen()), Boolean)
    await mend(trip, lasting)
  } else if (lasting === 'offline') await mend(trip, lasting)
  await until(isHeard, Boolean)
  if (lasting === 'slow net' || lasting === 'no room on the phone') await mend(trip, lasting)
  // What the phone has written down says the same as the page.
  await trip.page().reload()
  await asked(trip.page(), tookIt)
}
