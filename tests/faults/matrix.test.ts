/**
 * Every step of a piece's way × everything that can happen there. Whatever it was: in the end there is one whole piece
 * or none, and not a byte that nobody names. (Cut at every tenth of the way: `cut.test.ts`.)
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoOrphans, expectOneOrNone, expectOneReady } from '#tests/support/nothing-lost.ts'
import { bringTo, sendAgain, type PieceUnderWay, type StepName } from '#tests/support/pieces-way.ts'
import { makeCurator } from '#tests/support/staff.ts'
import type { Kind } from '#tests/support/stops/stops.ts'
import { openStruckHouse, type StruckHouse } from '#tests/support/struck-house.ts'

interface Fault {
  readonly house: Parameters<typeof openStruckHouse>[0]
  readonly kind: Kind
  /** While all pieces are held, each at its step. */
  strike(house: StruckHouse, pieces: readonly PieceUnderWay[]): Promise<void>
  /** All that is held goes on, and what was killed comes back. */
  mend(house: StruckHouse): Promise<void>
  /** What has not come in by now never will. */
  readonly nobodySendsAgain?: true
}

const mendBy = ({ stops }: StruckHouse) => stops.letGo()
const mendAndOpen = async (house: StruckHouse) => {
  await house.stops.letGo()
  await house.openAgain()
}

const faults = {
  'the program is killed': {
    house: 'one program',
    kind: 'hold',
    strike: (house) => house.killProgram(),
    mend: mendAndOpen,
  },
  'the program is killed and no phone comes back': {
    house: 'one program',
    kind: 'hold',
    strike: (house) => house.killProgram(),
    async mend(house) {
      await house.stops.letGo()
      await house.untilNoTransaction()
      await expectNoOrphans(house.onlooker, { isClosed: true })
      await house.openAgain()
    },
    nobodySendsAgain: true,
  },
  'the worker beside it is killed': {
    house: 'worker beside',
    kind: 'hold',
    strike: (house) => house.killProgram(),
    mend: mendAndOpen,
  },
  'the process that decodes is killed': {
    house: 'one program',
    kind: 'hold',
    strike: ({ stops }) => stops.killBench(),
    mend: mendBy,
  },
  'the database is killed': {
    house: 'own database',
    kind: 'hold',
    strike: (house) => house.killDatabase(),
    mend: mendBy,
  },
  'the disk is full': {
    house: 'one program',
    kind: 'full',
    // It was, from before the piece came there.
    strike: async () => undefined,
    mend: (house) => house.makeRoom(),
  },
  'the net is cut': {
    house: 'one program',
    kind: 'hold',
    strike: async (_, pieces) => pieces.forEach(({ wire }) => wire.cutAfter(0)),
    mend: mendBy,
  },
} as const satisfies Record<string, Fault>

type FaultName = keyof typeof faults

const noWorker = 'no worker has heard of it yet'
const noDecoder = 'no process of the workshop has it'
const noPhone = 'its phone was answered and has gone'
const noWriting = 'nothing is written there'

/** Why there is no such cell; what is not named here is tested. */
const leftOut: Record<StepName, Partial<Record<FaultName, string>>> = {
  'half of the photo has come': {
    'the worker beside it is killed': noWorker,
    'the process that decodes is killed': noDecoder,
  },
  'the photo is stored and nothing is in the database': {
    'the worker beside it is killed': noWorker,
    'the process that decodes is killed': noDecoder,
  },
  'in the middle of the transaction': {
    'the worker beside it is killed': noWorker,
    'the process that decodes is killed': noDecoder,
  },
  'at the commit': {
    'the worker beside it is killed': noWorker,
    'the process that decodes is killed': noDecoder,
  },
  'the piece is in, the answer is on its way': {
    'the worker beside it is killed': 'its job is a step of its own, below',
    'the process that decodes is killed': noDecoder,
    'the disk is full': noWriting,
  },
  'half of a part has come': {
    'the worker beside it is killed': noWorker,
    'the process that decodes is killed': noDecoder,
    'the disk is full': 'a part is not written before all of it has come',
  },
  'half of a part is on disk': {
    'the worker beside it is killed': noWorker,
    'the process that decodes is killed': noDecoder,
  },
  'between two parts': {
    'the worker beside it is killed': noWorker,
    'the process that decodes is killed': noDecoder,
    'the disk is full': noWriting,
  },
  'parts are being joined': {
    'the worker beside it is killed': noWorker,
    'the process that decodes is killed': noDecoder,
  },
  'its job is fetched': {
    'the process that decodes is killed': noDecoder,
    'the disk is full': noWriting,
    'the net is cut': noPhone,
  },
  'it is being decoded': { 'the disk is full': noWriting, 'the net is cut': noPhone },
  'some of its pictures are stored': {
    'the process that decodes is killed': noDecoder,
    'the net is cut': noPhone,
  },
  'all its pictures are stored and its row is about to say so': {
    'the process that decodes is killed': noDecoder,
    'the net is cut': noPhone,
  },
  'at the commit of its row': {
    'the process that decodes is killed': noDecoder,
    'the net is cut': noPhone,
  },
  'its row says so and the original lies there': {
    'the process that decodes is killed': noDecoder,
    'the disk is full': noWriting,
    'the net is cut': noPhone,
  },
}

/** Jobs first: they must not come to the places where others are held. What a patient house waits for longest comes last. */
const order: readonly StepName[] = [
  'its job is fetched',
  'it is being decoded',
  'some of its pictures are stored',
  'its row says so and the original lies there',
  'all its pictures are stored and its row is about to say so',
  'at the commit of its row',
  'the photo is stored and nothing is in the database',
  'half of a part is on disk',
  'parts are being joined',
  'the piece is in, the answer is on its way',
  'in the middle of the transaction',
  'at the commit',
  'between two parts',
  'half of a part has come',
  'half of the photo has come',
]

function isFault(name: string): name is FaultName {
  return name in faults
}

describe.concurrent.each(Object.keys(faults).filter(isFault))('%s', (faultName) => {
  const fault: Fault = faults[faultName]
  const steps = order.filter((step) => leftOut[step][faultName] === undefined)
  const pieces = new Map<StepName, PieceUnderWay>()
  let house: StruckHouse

  beforeAll(async () => {
    house = await openStruckHouse(fault.house)
    const curator = await makeCurator(house.onlooker)
    for (const step of steps) pieces.set(step, await bringTo(step, fault.kind, house, curator))
    if (fault.kind === 'hold')
      for (const { piece, sha256, isIn } of pieces.values())
        expect(await expectOneOrNone(house.onlooker, piece.id, sha256)).toBe(isIn ? 1 : 0)
    await fault.strike(house, [...pieces.values()])
    await fault.mend(house)
    for (const { wire } of pieces.values()) wire.mend()
  })
  afterAll(async () => {
    for (const { wire } of pieces.values()) await wire.close()
    await house.close()
  })

  test.each(steps)('while %s', { concurrent: false }, async (step) => {
    const under = pieces.get(step)
    if (!under) throw new Error('it was not brought there')
    const { piece, sha256, first } = under
    const answer = await first
    const arrived = await expectOneOrNone(house.onlooker, piece.id, sha256)
    if (!(answer instanceof Error)) expect([answer.sha256, arrived]).toEqual([sha256, 1])
    if (fault.nobodySendsAgain && arrived === 0) return
    if (!fault.nobodySendsAgain) expect((await sendAgain(under)).sha256).toBe(sha256)
    await expectOneReady(house.onlooker, piece.id, sha256)
  })

  test('and in the end not a byte lies there that nobody names', { concurrent: false }, () =>
    expectNoOrphans(house.onlooker),
  )
})
