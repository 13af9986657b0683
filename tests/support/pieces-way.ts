/** The way of a piece through the house, step by step, and how a piece is brought to a step and held there. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { partMaxBytes } from '#core/contract/sending.ts'
import { Problem } from '#core/contract/problems.ts'
import { sendPiece, until, type Piece, type SentPiece } from './maker.ts'
import { fixture } from './pictures.ts'
import { sendPieceInParts } from './sending-in-parts.ts'
import { makeArtwork, type TestCurator } from './staff.ts'
import type { Kind, Place } from './stops/stops.ts'
import type { StruckHouse } from './struck-house.ts'
import { layWire, type Wire } from './wire.ts'

interface Step {
  readonly inParts?: true
  /** After so many bytes the net brings nothing more, though it is there; or the house itself is stopped at a place. */
  readonly held: { readonly stalledAfterBytes: number } | Place
  /** Where the bytes find no room when the disk is full; left out where nothing is written. */
  readonly full?: Place
  /** Stopped no sooner than when the house has said that it has so many bytes. */
  readonly fromBytes?: number
  /** Its place is passed once on the way there. */
  readonly afterFetched?: true
}

const partsBytes = 2.5 * partMaxBytes

const steps = {
  'half of the photo has come': { held: { stalledAfterBytes: 60_000 }, full: 'half-written' },
  'the photo is stored and nothing is in the database': { held: 'stored', full: 'stored' },
  'in the middle of the transaction': { held: 'receiving', full: 'receiving' },
  'at the commit': { held: 'received', full: 'received' },
  'the piece is in, the answer is on its way': { held: 'answering' },
  'half of a part has come': { inParts: true, held: { stalledAfterBytes: 1.5 * partMaxBytes } },
  'half of a part is on disk': {
    inParts: true,
    held: 'half-written',
    full: 'half-written',
    fromBytes: partMaxBytes,
  },
  'between two parts': { inParts: true, held: { stalledAfterBytes: 0 }, fromBytes: 2 * partMaxBytes },
  'parts are being joined': { inParts: true, held: 'joining', full: 'half-written', fromBytes: partsBytes },
  'its job is fetched': { held: 'fetched' },
  'it is being decoded': { held: 'decoding' },
  'some of its pictures are stored': { held: 'renditions', full: 'half-written', afterFetched: true },
  'all its pictures are stored and its row is about to say so': { held: 'switching', full: 'switching' },
  'at the commit of its row': { held: 'switched', full: 'switched' },
  'its row says so and the original lies there': { held: 'original' },
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps

/** By a job: whoever sent it was answered long ago. */
const byJob: readonly Place[] = ['fetched', 'decoding', 'renditions', 'switching', 'switched', 'original']

export interface PieceUnderWay {
  readonly step: StepName
  readonly piece: Piece & { readonly id: string; readonly content: Buffer }
  readonly sha256: string
  readonly wire: Wire
  readonly isInParts: boolean
  /** Whoever is at this step has its row, as everybody else sees it. */
  readonly isIn: boolean
  /** The first time it was sent: what was answered, or what broke. */
  readonly first: Promise<SentPiece | Error>
}

/** Brings a new piece of an artwork of its own (no other is its twin, nobody waits for its locks) to a step. */
export async function bringTo(
  step: StepName,
  kind: Kind,
  house: StruckHouse,
  curator: TestCurator,
): Promise<PieceUnderWay> {
  const { held, full, inParts, fromBytes = 0, afterFetched }: Step = steps[step]
  const { slug, houseCode } = await makeArtwork(curator)
  const photo = await fixture('sunrise.jpg')
  const rest = inParts ? partsBytes - photo.length : 100
  // What follows a picture is not looked at, and makes no two the same.
  const content = Buffer.concat([photo, randomBytes(rest)])
  const piece = { slug, house: houseCode, content, id: randomUUID() }
  const wire = await layWire(house.origin)
  const { stops } = house

  const isByJob = typeof held === 'string' && byJob.includes(held)
  const place = kind === 'full' ? full : held
  if (place === undefined) throw new Error(`${step}: nothing is written there`)
  const stopThere = async () => {
    if (typeof place !== 'string') wire.stallAfter(place.stalledAfterBytes)
    else await stops.set(place, kind, piece.id)
  }

  const isLater = kind === 'full' && afterFetched === true
  if (isLater) await stops.set('fetched', 'hold', piece.id)
  else if (fromBytes === 0) await stopThere()
  let stopping: Promise<void> | null = null
  const tell = (bytes: number) => {
    if (fromBytes > 0 && bytes >= fromBytes) stopping ??= stopThere()
  }
  const sending = inParts ? sendPieceInParts(wire.origin, piece, tell) : sendPiece(wire.origin, piece)
  const first = sending.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
  if (isLater) {
    await stops.untilReached('fetched', piece.id)
    await stopThere()
    await stops.passOn('fetched')
  }
  if (typeof place !== 'string') await until(async () => wire.isStalled(), Boolean)
  else if (kind === 'full' && !isByJob) await first
  else await stops.untilReached(place, piece.id)
  if (kind === 'full' && typeof place === 'string') await stops.passOn(place)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return {
    step,
    piece,
    sha256,
    wire,
    isInParts: inParts === true,
    isIn: isByJob || held === 'answering',
    first,
  }
}

/** As the phone does: what may be better next time is tried again, and nothing else. */
export async function sendAgain({ piece, isInParts, wire }: PieceUnderWay): Promise<SentPiece> {
  const send = async (): Promise<SentPiece | null> =>
    (isInParts ? sendPieceInParts : sendPiece)(wire.origin, piece).catch((error: unknown) => {
      if (error instanceof Problem && error.status < 500 && error.status !== 429) throw error
      return null
    })
  const sent = await until(send, (answer) => answer !== null)
  if (sent === null) throw new Error('it was never answered')
  return sent
}
