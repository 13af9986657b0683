import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { conformsToStore } from './conformance.ts'
import { folderStore } from './folder.ts'

const folders: string[] = []
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'store-'))
  folders.push(folder)
  return folder
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

conformsToStore(async () => folderStore(await newFolder()))

test('what a killed program left half written is taken away', async () => {
  const folder = await newFolder()
  const store = folderStore(folder)
  await store.write('a/whole', Buffer.from('whole'))
  const half = join(folder, '.unfinished', 'half')
  await writeFile(half, 'ha')
  await store.removeUnfinished(new Date(Date.now() - 60_000))
  expect(await readdir(join(folder, '.unfinished'))).toEqual(['half'])
  await utimes(half, new Date(0), new Date(0))
  await store.removeUnfinished(new Date(Date.now() - 60_000))
  expect(await readdir(join(folder, '.unfinished'))).toEqual([])
  expect((await store.read('a/whole')).toString()).toBe('whole')
})

test('a folder that cannot be written to is not well', async () => {
  const file = join(await newFolder(), 'a-file')
  await writeFile(file, '')
  await expect(folderStore(join(file, 'below')).check()).rejects.toThrow()
})
