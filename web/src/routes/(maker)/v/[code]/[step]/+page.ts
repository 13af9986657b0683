import { error } from '@sveltejs/kit'
import type { Step } from '#lib/maker/pieces.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types.d.ts'

const steps = new Map<string, Step>([
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['4', 4],
  ['5', 5],
])

export const load: PageLoad = ({ params }) => {
  const step = steps.get(params.step)
  if (step === undefined) error(404, m.p_step_unknown())
  return { step }
}
