/** Loaded into the program (`--import`): at SIGUSR2 it clears up, so that what it still holds can be measured. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')
process.on('SIGUSR2', () => {
  if (typeof collect === 'function') Reflect.apply(collect, null, [])
})
