import { mkdtemp, rm, writeFile } from 'node:fs/promises'
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

test('a folder that cannot be written to is not well', async () => {
  const file = join(await newFolder(), 'a-file')
  await writeFile(file, '')
  await expect(folderStore(join(file, 'below')).check()).rejects.toThrow()
})
