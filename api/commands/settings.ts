/** For commands beside the open house: the same settings as it has. Imported for what it does, before all else. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../../.env', import.meta.url))

// What is set outside counts before what stands in the file.
if (existsSync(file)) process.loadEnvFile(file)
