/** Builds the pages, as `vite build` does, and ends. Called by `npm run build`, which knows when there is a need. */
import { globSync, rmSync } from 'node:fs'
import { createBuilder } from 'vite'

const builder = await createBuilder({ logLevel: 'warn' })
await builder.buildApp()
// SvelteKit puts every font into the server's half as well, where nobody asks for one: 22 MB. Phones get the client's.
for (const font of globSync('build/server/_app/immutable/assets/*.woff{,2}')) rmSync(font)
// The message compiler's engine keeps the process for half a minute when all is done.
process.exit()
