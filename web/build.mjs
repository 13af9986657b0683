/** Builds the pages, as `vite build` does, and ends. Called by `npm run build`, which knows when there is a need. */
import { createBuilder } from 'vite'

const builder = await createBuilder({ logLevel: 'warn' })
await builder.buildApp()
// The message compiler's engine keeps the process for half a minute when all is done.
process.exit()
