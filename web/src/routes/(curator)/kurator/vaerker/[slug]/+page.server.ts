import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types.d.ts'

/** An artwork has no page of its own here: the first thing to do in it is to look at what came in. */
export const load: PageServerLoad = ({ params }) => redirect(303, `/kurator/vaerker/${params.slug}/indbakke`)
