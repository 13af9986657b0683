/** What is done for each kind of job. */
import { setInterval } from 'node:timers'
import { eraseBytes } from '../cards/withdraw.ts'
import type { Deps } from '../deps.ts'
import { drawEdition } from '../editions/draw.ts'
import { preparePiece } from '../pieces/prepare.ts'
import { sweep } from './sweep.ts'

const sweepEveryMs = 60 * 60 * 1000

/** Begins to work; returns what ends the sweeping. Jobs already begun are finished when the queue stops. */
export async function startWorker(deps: Deps): Promise<() => void> {
  const { jobs, config } = deps
  await jobs.work('prepare-piece', config.jobsAtOnce, ({ pieceId }) => preparePiece(deps, pieceId))
  await jobs.work('publish-edition', 1, ({ artworkId }) => drawEdition(deps, artworkId))
  await jobs.work('erase-piece', 1, ({ pieceId, incomingKey }) => eraseBytes(deps, pieceId, incomingKey))
  await jobs.work('sweep', 1, () => sweep(deps))
  const queueSweep = () => {
    deps.db
      .transaction()
      .execute((tx) => jobs.queue(tx, 'sweep', {}, 'all'))
      .catch((error: unknown) => deps.log.warn({ err: error }, 'sweeping could not be queued'))
  }
  queueSweep()
  const timer = setInterval(queueSweep, sweepEveryMs)
  return () => clearInterval(timer)
}
