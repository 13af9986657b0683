/** What a curator does until a piece hangs before people: with, given its place, published. */
import { randomUUID } from 'node:crypto'
import { applyOperation, type Placement } from '#core/contract/composition.ts'
import { listEditions, publish } from '#core/contract/editions.ts'
import type { ArtworkSlug, PieceId } from '#core/contract/ids.ts'
import { decide } from '#core/contract/inbox.ts'
import type { LeftOut } from '#core/contract/left-out.ts'
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
  const { number } = await curator.call(publish, { params: { slug }, body: { leftOut: [...leftOut] } })
  await untilPublished(curator, slug, number)
  return number
}

export const untilPublished = ({ call }: TestCurator, slug: ArtworkSlug, number: number) =>
  until(
    () => call(listEditions, { params: { slug } }),
    // Somebody else may have published since: then theirs is drawn, with this in it.
    (editions) => editions.some((one) => one.number >= number && one.progress.state === 'published'),
  )
