import { problemKinds } from '#core/contract/problems.ts'
import type { ProblemType } from '#core/contract/problems.ts'
import { getLocale } from '#lib/paraglide/runtime.js'

/** What went wrong and what to do, in the language of the page. */
export function sentenceOf(problem: { readonly type: ProblemType }): string {
  return problemKinds[problem.type][getLocale() === 'en' ? 'en' : 'da']
}
