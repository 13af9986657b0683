import { forCurator } from '#lib/curator/door.server.ts'
import { loadDesk } from '#lib/recording/load.server.ts'
import type { PageServerLoad } from './$types.d.ts'

export const load: PageServerLoad = async ({ fetch, url }) => forCurator(url, loadDesk(fetch, url, undefined))
