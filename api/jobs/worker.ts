/** What is done for each kind of job. */
import { setInterval } from 'node:timers'
import { eraseBytes } from '../cards/withdraw.ts'
import type { Deps } from '../deps.ts'
import { drawEdition } from '../editions/draw.ts'
import { preparePiece, setPieceAside } from '../pieces/prepare.ts'
import { packSheets } from '../sheets/pack.ts'
import { sweep } from './sweep.ts'

const sweepEveryMs = 60 * 60 * 1000

/** Begins to work; returns what ends the sweeping. Jobs already begun are finished when the queue stops. */
export function startWorker(deps: Deps): () => void {
  const { jobs, config } = deps
  // One more than there are benches in the workshop: while one stores its picture, another has the bench.
  jobs.work('prepare-piece', config.jobsAtOnce + 1, ({ pieceId }) => preparePiece(deps, pieceId))
  jobs.work('set-piece-aside', 1, ({ pieceId }) => setPieceAside(deps, pieceId, 'given-up'))
  jobs.work('publish-edition', 1, ({ artworkId }) => drawEdition(deps, artworkId))
  jobs.work('pack-sheets', 1, ({ artworkId }) => packSheets(deps, artworkId))
  jobs.work('erase-piece', 1, (bytes) => eraseBytes(deps, bytes))
  jobs.work('sweep', 1, () => sweep(deps))
  const queueSweep = () => {
    deps.db
      .transaction()
      .execute((tx) => jobs.queue(tx, 'sweep', {}, { key: 'all' }))
      .catch((error: unknown) => deps.log.warn({ err: error }, 'sweeping could not be queued'))
  }
  queueSweep()
  const timer = setInterval(queueSweep, sweepEveryMs)
  return () => clearInterval(timer)
}
