/** Golden pictures: what the composer shows is what the edition's tiles show, of everything that can stand in a work. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { packSheets } from '#api/sheets/pack.ts'
import {
  allowRepeats,
  applyOperation,
  type Placement,
  type PlacementValues,
} from '#core/contract/composition.ts'
import { getPublicEdition, getTile, type EditionFace } from '#core/contract/editions.ts'
import type { ArtworkElement } from '#core/contract/elements.ts'
import type { ArtworkSlug, PieceId } from '#core/contract/ids.ts'
import type { Drawing } from '#core/ink/drawing.ts'
import { callerOf } from '#tests/support/call.ts'
import { deskOf, onStage, openComposer } from '#tests/support/composing.ts'
import { approve, publishNow } from '#tests/support/hang.ts'
import { sendPiece, until, untilPrepared, yesTo, type Piece } from '#tests/support/maker.ts'
import { differences2000, fixture, opened, type Rgb } from '#tests/support/pictures.ts'
import { makeArtwork } from '#tests/support/staff.ts'
import { staffedHouse } from '#tests/support/staffed-house.ts'

const { house, curator } = staffedHouse()

/** Pixels of the work, at full size, are its millimetres; the level below has half of them. */
const frame = { widthMm: 1600, heightMm: 900 }
/** Around the whole work, as the stage shows it when it is opened. */
const stageMarginPx = 48
/** What the eye just notices on the scale of CIELAB is about 1 (CIE 142-2001). */
const meanMax = 2
/** Of one thing alone, where no even ground makes up for its edges, which tiles halve and a canvas interpolates. */
const thingMax = 3.5

const drawing: Drawing = {
  heightUnits: 700,
  paper: '#bfe0f2',
  strokes: [
    {
      colour: '#14213d',
      widthUnits: 24,
      calm: false,
      points: Array.from({ length: 60 }, (_, at) => [100 + at * 13, 350 + 220 * Math.sin(at / 7), 0.5]),
    },
    { colour: '#ffb000', widthUnits: 90, calm: false, points: [[200, 560, 0.5], [800, 560, 0.5]] }, // prettier-ignore
  ],
}

/** By what they are. */
type Things = Readonly<Record<string, Omit<PlacementValues, 'layer'> & { readonly layer?: number }>>
type Look = Partial<Pick<Placement, 'crop' | 'mount' | 'rotationDeg'>>
const box = (xMm: number, yMm: number, widthMm: number, heightMm: number) => {
  return { xMm, yMm, widthMm, heightMm, rotationDeg: 0, slot: null, locked: false }
}

/** One of each, published. @returns where each stands, by what it is */
async function furnishedWork() {
  const { slug, place } = await makeArtwork(curator)
  const piece = async (content: Piece['content'], kind: Piece['kind'] = 'photo'): Promise<PieceId> => {
    const consents = yesTo('screen', 'web', 'alter')
    const sent = await sendPiece(house.origin, { ...place, content, kind, consents })
    await untilPrepared(house.origin, sent)
    await approve(curator, sent.id)
    return sent.id
  }
  const own = (element: ArtworkElement) => ({ pieceId: null, element })
  const stands = async (id: Promise<PieceId>, look: Look = {}) => ({ pieceId: await id, ...look })
  const all: Things = {
    field: { ...box(400, 250, 760, 420), ...own({ kind: 'field', colour: '#f2e6c9' }) },
    thread: {
      ...box(800, 450, 1500, 80),
      ...own({
        kind: 'thread',
        points: [{ x: 0.05, y: 0.3 }, { x: 0.4, y: 0.8 }, { x: 0.7, y: 0.2 }, { x: 0.95, y: 0.7 }],
        colour: '#14213d',
        widthMm: 6,
      }),
    }, // prettier-ignore
    photo: { ...box(200, 210, 260, 260), ...(await stands(piece(await fixture('fig.jpg')))) },
    drawing: { ...box(560, 210, 340, 238), ...(await stands(piece(JSON.stringify(drawing), 'drawing'))) },
    text: { ...box(930, 200, 300, 225), ...(await stands(piece('En kop kaffe i haven', 'text'))) },
    cropped: {
      ...box(1330, 210, 380, 260),
      ...(await stands(piece(await fixture('sunrise.jpg')), {
        crop: { x: 0.2, y: 0.25, width: 0.5, height: 0.5 },
      })),
    },
    mounted: {
      ...box(220, 680, 280, 210),
      ...(await stands(piece(await fixture('dogs.jpg')), { mount: { matMm: 22, lineMm: 3 } })),
    },
    turned: {
      ...box(640, 680, 300, 220),
      ...(await stands(piece(await fixture('path.jpg')), {
        rotationDeg: 17,
        mount: { matMm: 16, lineMm: 5, matColour: '#b9e3c6', lineColour: '#ffb000' },
      })),
    },
    marigold: { ...box(960, 680, 220, 260), pieceId: null },
    words: { ...box(1330, 600, 420, 120), ...own({ kind: 'words', text: 'Små skridt', paper: null }) },
    paper: { ...box(1330, 770, 420, 140), ...own({ kind: 'words', text: 'fra 34 huse', paper: '#ffb000' }) },
  }
  await hangAndPublish(slug, all)
  return { slug, all }
}

/** Words without card over a background that is laid, and dark: they must not be of ink. */
async function workOnNight() {
  const { slug } = await makeArtwork(curator)
  const own = (element: ArtworkElement) => ({ pieceId: null, element })
  const all: Things = {
    ground: { ...box(800, 450, 1600, 900), ...own({ kind: 'field', colour: '#0b1020' }), layer: -1 },
    words: { ...box(800, 450, 1200, 300), ...own({ kind: 'words', text: 'Små skridt', paper: null }) },
  }
  await hangAndPublish(slug, all)
  return { slug, all }
}

/** More than a canvas draws one by one: the composer shows them by its own tiles, and those by the packed sheets. */
async function workOfMany() {
  const { slug, place, artwork } = await makeArtwork(curator)
  await curator.call(allowRepeats, { params: { slug }, body: { allowed: true } })
  const kinds: readonly (readonly [NonNullable<Piece['kind']>, Piece['content'], number])[] = [
    ['photo', await fixture('fig.jpg'), 44],
    ['drawing', JSON.stringify(drawing), 63],
    ['photo', await fixture('sunrise.jpg'), 64],
  ]
  const pieces = await Promise.all(
    kinds.map(async ([kind, content, widthMm]) => {
      const sent = await sendPiece(house.origin, {
        ...place,
        content,
        kind,
        consents: yesTo('screen', 'web'),
      })
      await untilPrepared(house.origin, sent)
      await approve(curator, sent.id)
      return { id: sent.id, widthMm }
    }),
  )
  await packSheets(house.deps, artwork.id)
  const [columns, rows] = [22, 18]
  const many = Array.from({ length: columns * rows }, (_, at) => {
    const { id, widthMm } = pieces[at % pieces.length] ?? { id: null, widthMm: 0 }
    const [column, row] = [at % columns, Math.floor(at / columns)]
    const standing = box(43 + column * 72, 33 + row * 49, widthMm, 44)
    return [String(at), { ...standing, pieceId: id, ...(at >= pieces.length && { repeats: true }) }] as const
  })
  await hangAndPublish(slug, Object.fromEntries(many))
  // One of them is a few pixels: what is compared is either half of the work.
  const half = (xMm: number) => ({ ...box(xMm, 450, 800, 900), pieceId: null })
  return { slug, all: { left: half(400), right: half(1200) } }
}

/** Each lies above the one before, where nothing else is said. */
async function hangAndPublish(slug: ArtworkSlug, all: Things): Promise<void> {
  const changes = Object.values(all).map((values, layer) => {
    return { do: 'add' as const, id: randomUUID(), values: { layer, ...values } }
  })
  await curator.call(applyOperation, {
    params: { slug },
    body: { kind: 'place', clientOpId: randomUUID(), changes },
  })
  await publishNow(curator, slug)
}

/** A level of the edition as one picture. */
async function stitched({ pyramid }: EditionFace, widthPx: number): Promise<Rgb> {
  const level = pyramid.levels.find((one) => one.widthPx === widthPx)
  if (!level) throw new Error(`no level is ${widthPx} px wide`)
  const tiles = level.tiles.flatMap((row, y) => row.map((hash, x) => ({ hash, x, y })))
  const layers = await Promise.all(
    tiles.map(async ({ hash, x, y }) => {
      const response = await callerOf(house.origin)(getTile, { params: { hash } })
      const input = Buffer.from(await response.arrayBuffer())
      return { input, left: x * pyramid.tileSizePx, top: y * pyramid.tileSizePx }
    }),
  )
  const blank = { width: level.widthPx, height: level.heightPx, channels: 3, background: '#ff00ff' } as const
  return opened(await sharp({ create: blank }).composite(layers).png().toBuffer())
}

/** A stage on which the whole work is so wide when it is opened, to the pixel. */
async function openAtWidth(page: Page, widthPx: number): Promise<void> {
  const heightPx = (widthPx * frame.heightMm) / frame.widthMm
  const wanted = { width: widthPx + 2 * stageMarginPx, height: heightPx + 2 * stageMarginPx }
  // Panels and tools take more or less of a window as it grows: it is found in a few steps.
  for (let step = 0; step < 5; step++) {
    const stage = await page.locator('[data-stage]').boundingBox()
    const window = page.viewportSize()
    if (!stage || !window) throw new Error('there is no stage')
    if (stage.width === wanted.width && stage.height === wanted.height) break
    await page.setViewportSize({
      width: Math.round(window.width + wanted.width - stage.width),
      height: Math.round(window.height + wanted.height - stage.height),
    })
  }
  expect(await page.locator('[data-stage]').boundingBox()).toMatchObject(wanted)
  await page.reload()
  await onStage(page)
}

/** What the composer's canvas shows of the work. */
async function shownBy(page: Page, widthPx: number): Promise<Rgb> {
  const heightPx = (widthPx * frame.heightMm) / frame.widthMm
  const png = await page.evaluate(
    ({ margin, width, height }) => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-stage] canvas')
      const work = document.createElement('canvas')
      Object.assign(work, { width, height })
      if (canvas) work.getContext('2d')?.drawImage(canvas, -margin, -margin)
      return work.toDataURL('image/png')
    },
    { margin: stageMarginPx, width: widthPx, height: heightPx },
  )
  return opened(Buffer.from(png.slice(png.indexOf(',') + 1), 'base64'))
}

/** Means over the whole, and over the box of each thing, turned ones with what lies around them. */
function means(differences: Float64Array, widthPx: number, all: Things) {
  const pxPerMm = widthPx / frame.widthMm
  const meanIn = (one: Pick<Placement, 'xMm' | 'yMm' | 'widthMm' | 'heightMm'>) => {
    const [left, right] = [one.xMm - one.widthMm / 2, one.xMm + one.widthMm / 2].map((mm) =>
      Math.round(mm * pxPerMm),
    )
    const [top, bottom] = [one.yMm - one.heightMm / 2, one.yMm + one.heightMm / 2].map((mm) =>
      Math.round(mm * pxPerMm),
    )
    let [sum, count] = [0, 0]
    for (let y = top ?? 0; y < (bottom ?? 0); y++)
      for (let x = left ?? 0; x < (right ?? 0); x++, count++) sum += differences[y * widthPx + x] ?? 0
    return sum / count
  }
  const whole = meanIn({ xMm: frame.widthMm / 2, yMm: frame.heightMm / 2, ...frame })
  return { whole, ...Object.fromEntries(Object.entries(all).map(([what, one]) => [what, meanIn(one)])) }
}

test.each([
  ['the work as the tiles below the whole show it', furnishedWork, 800],
  ['the work as the tiles of full size show it', furnishedWork, 1600],
  ['a work of many as the tiles of full size show it', workOfMany, 1600],
  ['words on a background that is laid as the tiles show them', workOnNight, 800],
])('the composer shows %s', async (_, laidOut, widthPx) => {
  const { slug, all } = await laidOut()
  const edition = await stitched(
    await callerOf(house.origin)(getPublicEdition, { params: { slug } }),
    widthPx,
  )
  const page = await openComposer(await deskOf(curator, house.origin), house.origin, slug)
  await openAtWidth(page, widthPx)
  let found: Record<string, number> = {}
  const compare = async () => {
    const shown = await shownBy(page, widthPx)
    found = means(differences2000(shown, edition), widthPx, all)
    return Object.values(found).every((mean) => mean <= thingMax)
  }
  // Pictures come by and by.
  await until(compare, (isSo) => isSo)
  expect(found['whole']).toBeLessThanOrEqual(meanMax)
})
