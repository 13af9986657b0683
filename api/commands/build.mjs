/** `npm run build`: the pages, if their sources have changed. */
import { ensureBuilt } from './built.mjs'

await ensureBuilt((line) => console.log(line))
