/**
 * The composer with 1,000 to 25,000 distinct pictures in a Chromium without GPU: how many frames a second while the work
 * is moved, while pieces are carried, what choosing all of them takes, and what is held for it. Beside it, in the same run,
 * plain Konva and a board editor with the same pictures. What each figure means stands in `docs/benchmarks.md`.
 */
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { chromiumOptions } from '#tests/support/chromium.ts'
import type { Figures } from './benchmark.ts'
import { firstPictureMs, heldMegabytes, openComposer, openWatched } from './composer/composer-page.ts'
import { openFilledHouse, sceneSlug, type FilledHouse } from './composer/filled-house.ts'
import { dragMany, layOutMs, selectAllMs } from './composer/handwork.ts'
import { decisionMs } from './composer/inbox.ts'
import { moveAbout, slowerTimes, untilCalm, type Motions } from './composer/motions.ts'
import { openPeers, type Peer, type Peers } from './composer/peers.ts'
import { sceneSizes, type SceneSize } from './composer/scene.ts'
import { signInAt } from '#tests/support/signed-in.ts'
import { median } from './rounds.ts'
import { table, three } from './table.ts'

/** Each scene is opened anew in every round; the figure is the median. */
const rounds = 3
/** Where the others are measured as well. */
const peersSize = 5000
/** So many pieces are decided about in the inbox of the smallest scene, in each round. */
const decisions = 10

export async function run(say: (lines: string) => void): Promise<Figures> {
  const folder = resolve(import.meta.dirname, '../../.cache/bench-composer')
  await mkdir(folder, { recursive: true })
  const house = await openFilledHouse(folder, say)
  try {
    const peers = await openPeers(folder, house.pictures, house.picturesFolder, say)
    const browser = await chromium.launch(chromiumOptions())
    try {
      return await measure(browser, house, peers, say)
    } finally {
      await browser.close()
      peers.close()
    }
  } finally {
    await house.program.stop()
  }
}

interface Seen {
  readonly motions: Motions
  readonly firstPictureMs: number
  readonly heap: number
  readonly bitmaps: number
}

async function measure(
  browser: Browser,
  house: FilledHouse,
  peers: Peers,
  say: (lines: string) => void,
): Promise<Figures> {
  const ours = new Map<SceneSize, Seen[]>()
  const others = new Map<Peer, Motions[]>()
  const inInbox: number[] = []
  const byHand: Awaited<ReturnType<typeof workByHand>>[] = []
  let stage = { width: 0, height: 0 }
  for (let round = 1; round <= rounds; round++) {
    say(`Round ${round} of ${rounds} …`)
    for (const size of sceneSizes) {
      const seen = await lookAt(browser, house, size)
      stage = seen.stage
      say(`  ${size} pieces: ${framesOf(seen.motions)}; first picture ${three(seen.firstPictureMs)} ms`)
      ours.set(size, [...(ours.get(size) ?? []), seen])
    }
    inInbox.push(await workThroughInbox(browser, house, 1000))
    say(`  inbox: a decision ${three(inInbox.at(-1) ?? 0)} ms`)
    const worked = await workByHand(browser, house, 25_000)
    byHand.push(worked)
    say(`  by hand: 500 carried ${three(worked.drag500Fps)} fps, all chosen ${three(worked.selectAllMs)} ms`)
    for (const peer of ['konva', 'board-editor'] as const) {
      const motions = await lookAtPeer(browser, peers, peer, stage)
      others.set(peer, [...(others.get(peer) ?? []), motions])
      say(`  ${peer}, ${peersSize} pieces: ${framesOf(motions)}`)
    }
  }

  const fps = (all: readonly Motions[], motion: keyof Motions) => median(all.map((one) => one[motion].fps))
  const row = (name: string, all: readonly Motions[]) => [
    name,
    ...(['pan', 'zoom', 'all', 'allSlowed'] as const).map(
      (motion) => `${three(fps(all, motion))} (${three(median(all.map((one) => one[motion].processorMs)))})`,
    ),
  ]
  const of = (size: SceneSize) => ours.get(size) ?? []
  const motionsOf = (size: SceneSize) => of(size).map(({ motions }) => motions)
  const middle = (size: SceneSize, figure: Exclude<keyof Seen, 'motions'>) =>
    median(of(size).map((seen) => seen[figure]))
  say(
    table(`frames a second (and what one costs the processor, ms), ${stage.width} × ${stage.height} px`, [
      ['', 'near, moved', 'zoomed', 'all in sight, moved', `and ${slowerTimes} × slower`],
      ...sceneSizes.map((size) => row(`${size} pieces`, motionsOf(size))),
      ...[...others].map(([peer, all]) => row(`${peer}, ${peersSize}`, all)),
    ]),
  )
  say(
    table('opened and held', [
      ['', 'first picture ms', 'JS heap MB', 'bitmaps MB'],
      ...sceneSizes.map((size) => [
        `${size} pieces`,
        ...(['firstPictureMs', 'heap', 'bitmaps'] as const).map((figure) => three(middle(size, figure))),
      ]),
    ]),
  )
  const hands = (figure: keyof (typeof byHand)[number]) => median(byHand.map((one) => one[figure]))
  say(
    table('by hand, 25,000 pieces', [
      ['', ''],
      ...(['drag1Fps', 'drag50Fps', 'drag500Fps', 'marqueeFps', 'selectAllMs', 'layOutMs'] as const).map(
        (figure) => [figure, three(hands(figure))],
      ),
    ]),
  )
  say(
    table('inbox', [
      ['', ''],
      ['a decision, ms', three(median(inInbox))],
    ]),
  )
  const board = fps(others.get('board-editor') ?? [], 'allSlowed')
  return {
    pan5kFps: fps(motionsOf(5000), 'pan'),
    zoom5kFps: fps(motionsOf(5000), 'zoom'),
    all5kFps: fps(motionsOf(5000), 'all'),
    pan25kFps: fps(motionsOf(25_000), 'pan'),
    zoom25kFps: fps(motionsOf(25_000), 'zoom'),
    all25kFps: fps(motionsOf(25_000), 'all'),
    ratioToBoardEditorAll5k: fps(motionsOf(5000), 'allSlowed') / board,
    firstPicture10kMs: middle(10_000, 'firstPictureMs'),
    selectAll25kMs: hands('selectAllMs'),
    drag500Fps: hands('drag500Fps'),
    bitmapMb25k: middle(25_000, 'bitmaps'),
  }
}

const framesOf = ({ pan, zoom, all, allSlowed }: Motions): string =>
  `near ${three(pan.fps)}, zoomed ${three(zoom.fps)}, all ${three(all.fps)}, slowed ${three(allSlowed.fps)} fps`

async function lookAt(
  browser: Browser,
  house: FilledHouse,
  size: SceneSize,
): Promise<Seen & { readonly stage: { width: number; height: number } }> {
  const composer = await openComposer(browser, house, size)
  try {
    const { page, hand, middle, zoomDeltaY, stage } = composer
    const first = await firstPictureMs(page)
    await page.locator('[data-stage]').focus()
    const motions = await moveAbout(composer, middle, {
      zoomDeltaY,
      whole: () => hand.press('0'),
      near: () => hand.turn(middle, [{ held: 'control', deltaY: -zoomDeltaY }]),
    })
    const { heap, bitmaps } = await heldMegabytes(composer)
    return { motions, firstPictureMs: first, heap, bitmaps, stage }
  } finally {
    await composer.close()
  }
}

async function workByHand(browser: Browser, house: FilledHouse, size: SceneSize) {
  const composer = await openComposer(browser, house, size)
  try {
    await untilCalm(composer.page)
    const selectAll = await selectAllMs(composer)
    const one = await dragMany(composer, 1)
    const fifty = await dragMany(composer, 50)
    const many = await dragMany(composer, 500)
    const layOut = await layOutMs(composer)
    return {
      selectAllMs: selectAll,
      drag1Fps: one.drag.fps,
      drag50Fps: fifty.drag.fps,
      drag500Fps: many.drag.fps,
      marqueeFps: many.marquee.fps,
      layOutMs: layOut,
    }
  } finally {
    await composer.close()
    await house.putInPlace(size)
  }
}

async function workThroughInbox(browser: Browser, house: FilledHouse, size: SceneSize): Promise<number> {
  const { program, curator } = house
  await house.letWait(size, decisions * 2)
  const opened = await openWatched(browser, (page) => signInAt(page.context(), curator, program.origin))
  try {
    await opened.page.goto(`${program.origin}/kurator/vaerker/${sceneSlug(size)}/indbakke`)
    return await decisionMs(opened, decisions)
  } finally {
    await opened.close()
    await house.putInPlace(size)
  }
}

async function lookAtPeer(
  browser: Browser,
  peers: Peers,
  peer: Peer,
  stage: { readonly width: number; readonly height: number },
): Promise<Motions> {
  const opened = await openWatched(browser)
  const { page } = opened
  try {
    await page.goto(peers.addressOf(peer, peersSize, stage))
    await page.waitForFunction(() => window.peer !== undefined)
    const middle = { x: stage.width / 2, y: stage.height / 2 }
    const look = (where: 'near' | 'whole') => () => page.evaluate((asked) => window.peer?.[asked](), where)
    const zoomDeltaY = (await page.evaluate(() => window.peer?.zoomDeltaY)) ?? 0
    return await moveAbout(opened, middle, {
      near: look('near'),
      whole: look('whole'),
      zoomDeltaY,
    })
  } finally {
    await opened.close()
  }
}
