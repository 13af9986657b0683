/** What a curator does until a piece hangs before people: with, given its place, published. */
import { randomUUID } from 'node:crypto'
import { applyOperation, type Placement } from '#core/contract/composition.ts'
import { listEditions, publish, type Edition } from '#core/contract/editions.ts'
import { HouseCode, PieceId, type ArtworkSlug } from '#core/contract/ids.ts'
import { decide } from '#core/contract/inbox.ts'
import type { AbsentHouse, Concern, LeftOut } from '#core/contract/left-out.ts'
import { Problem } from '#core/contract/problems.ts'
import { until } from './maker.ts'
import type { TestCurator } from './staff.ts'

/** Those of one layer lie in the order of their ids, which is left to chance. */
type Place = Pick<Placement, 'xMm' | 'yMm' | 'widthMm' | 'heightMm' | 'rotationDeg'> &
  Partial<Pick<Placement, 'layer'>>

const somewhere: Place = { xMm: 400, yMm: 450, widthMm: 600, heightMm: 450, rotationDeg: 0 }

/** @param seenName the name that the curator saw on it, if it had one */
export const approve = ({ call }: TestCurator, id: PieceId, seenName?: string) =>
  call(decide, {
    params: { id },
    body: { decision: 'approved', ...(seenName !== undefined && { seenName }) },
  })

export const hang = ({ call }: TestCurator, slug: ArtworkSlug, pieceId: PieceId, place: Place = somewhere) =>
  call(applyOperation, {
    params: { slug },
    body: {
      kind: 'place',
      clientOpId: randomUUID(),
      changes: [
        { do: 'add', id: randomUUID(), values: { layer: 0, ...place, pieceId, slot: null, locked: false } },
      ],
    },
  })

/** Publishes and waits until it is out. @returns the edition's number */
export async function publishNow(
  curator: TestCurator,
  slug: ArtworkSlug,
  leftOut: readonly LeftOut[] = [],
): Promise<number> {
  const { number } = await askToPublish(curator, slug, leftOut)
  await untilPublished(curator, slug, number)
  return number
}

/**
 * Asks for an edition. Where pieces lie over each other, are small, or houses have nothing there, the curator says that
 * it is meant to be so; pieces without a place are the caller's.
 */
export async function askToPublish(
  { call }: Pick<TestCurator, 'call'>,
  slug: ArtworkSlug,
  leftOut: readonly LeftOut[] = [],
): Promise<Edition> {
  const ask = (all: readonly LeftOut[], absentHouses: readonly AbsentHouse[]) =>
    call(publish, { params: { slug }, body: { leftOut: [...all], absentHouses: [...absentHouses] } })
  try {
    return await ask(leftOut, [])
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.type !== 'pieces-left-out') throw problem
    const who = (concern: Concern) =>
      problem.issues.filter(({ message }) => message === concern).map(({ path }) => path)
    if (who('unplaced').length > 0) throw problem
    const unseen = new Set<string>(who('unseen'))
    return ask(
      [
        ...leftOut.filter(({ piece }) => !unseen.has(piece)),
        ...[...unseen].map((id): LeftOut => ({ piece: PieceId.parse(id), reason: 'meant-so' })),
      ],
      who('absent').map((code): AbsentHouse => ({ house: HouseCode.parse(code), reason: 'nothing-sent' })),
    )
  }
}

export const untilPublished = ({ call }: TestCurator, slug: ArtworkSlug, number: number) =>
  until(
    () => call(listEditions, { params: { slug } }),
    // Somebody else may have published since: then theirs is drawn, with this in it.
    (editions) => editions.some((one) => one.number >= number && one.progress.state === 'published'),
  )
