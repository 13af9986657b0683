/** All that may happen to a maker in the middle of a step. */
import { until } from '../maker.ts'
import { asked, settled, tap } from '../maker-taps.ts'
import { lastDraft, readyForAnything, type Trip } from './trip.ts'
import type { Mood } from './counter.ts'
import type { StopName, Way } from './ways.ts'

export interface Fault {
  strike(trip: Trip, way: Way): Promise<void>
  /** It is over. What strikes once and is over at once has nothing to mend. */
  mend?(trip: Trip): Promise<void>
  /** Where it is no fault, and why. */
  readonly leftOut?: Partial<Record<StopName, string>>
}

const badDay = (mood: Mood): Fault => ({
  async strike({ counter }) {
    counter.setMood(mood)
  },
  async mend({ counter }) {
    counter.setMood('well')
  },
})

async function setNet({ context, page }: Trip, net: 'slow' | 'quick'): Promise<void> {
  const wire = await context.newCDPSession(page())
  const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 30_000 }
  const quick = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await wire.send('Network.emulateNetworkConditions', net === 'slow' ? slow : quick)
}

const fillShelf = ({ page }: Trip, shelfIsFull: boolean): Promise<void> =>
  page().evaluate((isFull) => {
    Object.assign(globalThis, { shelfIsFull: isFull })
  }, shelfIsFull)

/** The camera takes all the memory there is, and the phone closes the page under it. */
async function killUnderCamera({ code, page }: Trip, { pick }: Way): Promise<void> {
  const address = page().url()
  await page().goto(`/v/${code}/1`)
  await tap(page(), /Tag et billede/)
  // With a photo on the table, the camera is a page further on.
  await page().waitForURL('**/2*')
  await page().goto(`/v/${code}/2?om=nyt`)
  const camera = page().locator('input[type=file][capture]')
  await camera.waitFor({ state: 'attached' })
  await settled(page())
  // Whoever listens for it keeps the window of files from opening.
  page().once('filechooser', () => undefined)
  await camera.dispatchEvent('click')
  await until(
    () => lastDraft(page()),
    (draft) => draft.camera === 'open',
  )
  await page().reload()
  await page().getByText('Telefonen lukkede siden.').waitFor()
  await page().goto(`/v/${code}/1`)
  await asked(page(), 'Hvad har du lyst til?')
  if (address.endsWith('/1')) return
  await tap(page(), pick)
  await page().getByRole('heading', { level: 1 }).filter({ hasNotText: 'Hvad har du lyst til?' }).waitFor()
  await page().goto(address)
}

const nothingIsSent = 'nothing is sent there'

export const faults = {
  offline: {
    strike: ({ context }) => context.setOffline(true),
    mend: ({ context }) => context.setOffline(false),
  },
  'server 500': badDay('ill'),
  timeout: badDay('silent'),
  'slow net': {
    strike: (trip) => setNet(trip, 'slow'),
    mend: (trip) => setNet(trip, 'quick'),
  },
  reload: {
    async strike({ page }) {
      await page().reload()
    },
  },
  'tab closed and opened again': { strike: (trip) => trip.openAgain() },
  'page killed under the camera': {
    strike: killUnderCamera,
    leftOut: { card: 'the piece is made, and no photo is taken' },
  },
  'no room on the phone': {
    strike: (trip) => fillShelf(trip, true),
    mend: (trip) => fillShelf(trip, false),
  },
  'reply lost': {
    ...badDay('unheard'),
    leftOut: {
      pick: nothingIsSent,
      make: nothingIsSent,
      made: nothingIsSent,
      look: nothingIsSent,
      name: nothingIsSent,
    },
  },
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof faults
export const faultNames: readonly FaultName[] = [
  'offline',
  'server 500',
  'timeout',
  'slow net',
  'reload',
  'tab closed and opened again',
  'page killed under the camera',
  'no room on the phone',
  'reply lost',
]

/** @returns why there is no such fault at this stop; nothing where there is one */
export const leftOutAt = (name: FaultName, stop: StopName): string | undefined => {
  const fault: Fault = faults[name]
  return fault.leftOut?.[stop]
}

export async function strike(trip: Trip, way: Way, name: FaultName, stop: StopName): Promise<void> {
  await faults[name].strike(trip, way)
  await asked(trip.page(), way.stops[stop].question)
  // What has read the shelf anew fetches the rest of the way anew.
  const fault: Fault = faults[name]
  if (!fault.mend && stop !== 'card') await readyForAnything(trip.page())
}

export async function mend(trip: Trip, name: FaultName): Promise<void> {
  const fault: Fault = faults[name]
  await fault.mend?.(trip)
}
