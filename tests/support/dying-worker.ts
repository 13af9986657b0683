/** A worker that is killed by every picture that holds the word "poison", as by a machine that has no memory left. */
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '#api/config.ts'
import { startHouse } from '#api/house.ts'
import { folderStore } from '#storage/folder.ts'

const config = readConfig(process.env)
const store = folderStore(join(config.dataDir, 'files'))
await startHouse(config, {
  log: pino({ level: 'silent' }),
  storage: {
    ...store,
    async read(key) {
      const bytes = await store.read(key)
      if (bytes.includes('poison')) process.kill(process.pid, 'SIGKILL')
      return bytes
    },
  },
})
