/**
 * How much of the machine the house leaves to those who use it: reads and writes of its main endpoints, over real
 * HTTP, beside a plain Node server that gives the same bytes or takes the same body, in the same run. What each figure
 * means stands in `docs/benchmarks.md`.
 */
import { join } from 'node:path'
import { fullHouse, fillHouse } from './http/full-house.ts'
import { measureReads } from './http/reads.ts'
import { measureWrites, measureWritesBesideJobs } from './http/writes.ts'
import { openProgram } from './program.ts'
import { openWorkFolder } from './work-folder.ts'
import type { Figures } from './benchmark.ts'

export async function run(say: (lines: string) => void): Promise<Figures> {
  const folder = await openWorkFolder(4)
  const dataDir = join(folder.path, 'data')
  try {
    const { artworks, houses, piecesPerHouse, waiting } = fullHouse
    say('Opening a house and hanging the demo in it …')
    const opened = await openProgram(dataDir, {})
    const curator = await fillHouse(opened).finally(() => opened.stop())
    say(
      `Beside the demo it holds ${artworks} artworks of ${houses * piecesPerHouse} pieces from ${houses} houses; ${waiting} pieces wait in the inbox.`,
    )

    const figures = await measureServing(dataDir, curator, folder.path, say)
    const working = await openProgram(dataDir, { DEMO: 'no' })
    try {
      await measureWritesBesideJobs(working, say)
    } finally {
      await working.stop()
    }
    return figures
  } finally {
    await folder.remove()
  }
}

/** Only serving, as a house does that has a worker beside it: what is measured is what the request itself costs. */
async function measureServing(
  dataDir: string,
  curator: { readonly cookie: string },
  folder: string,
  say: (lines: string) => void,
): Promise<Figures> {
  const house = await openProgram(dataDir, { ROLE: 'web' })
  try {
    const reads = await measureReads(house, curator, join(folder, 'reads'), say)
    const writes = await measureWrites(house, join(folder, 'writes'), say)
    return { ...reads, ...writes }
  } finally {
    await house.stop()
  }
}
