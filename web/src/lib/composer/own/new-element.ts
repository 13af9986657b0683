/** New things of the artwork's own: each gets a place and is chosen at once, so that it can be moved and written on. */
import type { Placement } from '#core/contract/composition.ts'
import type { ArtworkElement } from '#core/contract/elements.ts'
import type { Box } from '#core/contract/geometry.ts'
import { isEmptyPlace } from '#core/composition/state.ts'
import { elementColours } from '#core/element/colours.ts'
import { threadBox } from '#core/element/thread.ts'
import { usualArea } from '#core/layout/usual-area.ts'
import { m } from '#lib/paraglide/messages.js'
import { rounded } from '../canvas/box.ts'
import type { Composer } from '../composer.svelte.ts'
import { hung } from '../free-place.ts'
import { layerBeneath } from '../layers.ts'
import { newPlacementId } from '../log/new-id.ts'
import { inReadingOrder } from '../reading-order.ts'

/** Of the work's width and height. */
const headingPart = { width: 0.4, height: 0.08 }
const fieldPart = 0.25
/** Of the work's longer side. */
const threadPart = 1 / 400

/** A heading that says what the work is called, in the middle of what is seen. */
export function addWords(composer: Composer, text: string): void {
  const { widthMm, heightMm } = composer.frame
  const box = {
    ...middle(composer),
    widthMm: widthMm * headingPart.width,
    heightMm: heightMm * headingPart.height,
  }
  add(composer, box, { kind: 'words', text, paper: null }, 'above')
}

/** A field of card beneath everything. */
export function addField(composer: Composer): void {
  const { widthMm, heightMm } = composer.frame
  const box = { ...middle(composer), widthMm: widthMm * fieldPart, heightMm: heightMm * fieldPart }
  add(composer, box, { kind: 'field', colour: elementColours.sand }, 'beneath')
}

/** A field of card beneath everything, over the whole work: another background. Locked, as no hand is to catch it unawares. */
export function addGround(composer: Composer): void {
  add(composer, wholeOf(composer), { kind: 'field', colour: elementColours.sand }, 'as ground')
}

/** The box over the whole work. */
export function wholeOf({ frame: { widthMm, heightMm } }: Composer): Box {
  return { xMm: widthMm / 2, yMm: heightMm / 2, widthMm, heightMm, rotationDeg: 0 }
}

/** A thread through the middles of what is chosen, in reading order. */
export function addThread(composer: Composer): void {
  const chosen = inReadingOrder(new Map(threadable(composer).map((placement) => [placement.id, placement])))
  const { widthMm, heightMm } = composer.frame
  const lineMm = Math.max(0.5, Math.max(widthMm, heightMm) * threadPart)
  const { box, points } = threadBox(
    chosen.map(({ xMm, yMm }) => ({ x: xMm, y: yMm })),
    lineMm,
  )
  add(
    composer,
    box,
    { kind: 'thread', points: [...points], colour: elementColours.ink, widthMm: lineMm },
    'above',
  )
}

/** What a thread can go through: pieces, empty places and words, not other threads or fields. */
export function threadable(composer: Composer): Placement[] {
  return composer.chosenPlacements.filter(({ element }) => !element || element.kind === 'words').slice(0, 200)
}

/** An empty place, with the marigold, for what is still to come. */
export function addEmptyPlace(composer: Composer): void {
  const placed = hung(composer)
  const sideMm = Math.sqrt(usualArea(composer.frame, placed, composer.pieces.size))
  add(composer, { ...middle(composer), widthMm: sideMm, heightMm: sideMm }, undefined, 'above')
}

function add(
  composer: Composer,
  box: Box,
  element: ArtworkElement | undefined,
  where: 'above' | 'beneath' | 'as ground',
): void {
  const layer =
    where === 'above'
      ? [...composer.state.values()].reduce((highest, one) => Math.max(highest, one.layer), 0) + 1
      : layerBeneath(composer)
  const id = newPlacementId()
  const values = {
    ...rounded(box),
    pieceId: null,
    slot: null,
    layer,
    locked: where === 'as ground',
    ...(element && { element }),
  }
  composer.do('place', [{ do: 'add', id, values }])
  composer.choose([id])
  const what = composer.wordsFor({ id, revision: 0, ...values })
  composer.say(
    where === 'as ground' ? m.composer_laid_as_ground({ piece: what }) : m.composer_own_added({ what }),
  )
}

/** In the middle of what is seen of the work. */
function middle({ viewfinder, frame }: Composer): Pick<Box, 'xMm' | 'yMm' | 'rotationDeg'> {
  const { minX, minY, maxX, maxY } = viewfinder.shown
  const between = (from: number, to: number, side: number) =>
    (Math.max(0, Math.min(from, side)) + Math.max(0, Math.min(to, side))) / 2
  return { xMm: between(minX, maxX, frame.widthMm), yMm: between(minY, maxY, frame.heightMm), rotationDeg: 0 }
}

/** Whether its sides may be changed one by one: nobody's picture would be pulled out of shape. */
export function hasFreeSides(placement: Placement): boolean {
  return isEmptyPlace(placement) || placement.element?.kind === 'words' || placement.element?.kind === 'field'
}
