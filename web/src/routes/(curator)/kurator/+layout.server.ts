import { call } from '#lib/api.ts'
import { getMe } from '#core/contract/staff.ts'
import { forCurator } from '#lib/curator/door.server.ts'
import type { LayoutServerLoad } from './$types.d.ts'

/** The whole room is for curators. The two pages of its door step out of this layout (`+page@.svelte`). */
export const load: LayoutServerLoad = async ({ fetch, url }) => ({
  me: await forCurator(url, call(fetch, getMe, {})),
})
