/** A folder for a benchmark's data, on the disk where the project lies: there a house keeps its data by default. */
import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Missing } from './benchmark.ts'

/** What Linux answers for file systems that are memory and no disk (statfs(2)): tmpfs and ramfs. */
const memoryKinds = new Set([0x0102_1994, 0x8584_58f6])

const gigabyte = 1e9

/** @throws {Missing} where there is no disk, or not enough room on it */
export async function openWorkFolder(
  gigabytes: number,
): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const above = resolve(import.meta.dirname, '../../.cache')
  await mkdir(above, { recursive: true })
  const { type, bavail, bsize } = await statfs(above)
  if (memoryKinds.has(type)) throw new Missing(`The benchmark needs a disk, and ${above} lies in memory.`)
  if (bavail * bsize < gigabytes * gigabyte)
    throw new Missing(`The benchmark needs ${gigabytes} GB of free space in ${above}.`)
  const path = await mkdtemp(join(above, 'bench-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
