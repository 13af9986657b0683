import { problemSentence, type ProblemType } from '#core/contract/problems.ts'
import { getLocale } from '#lib/paraglide/runtime.js'

/** What went wrong and what to do, in the language of the page. */
export function sentenceOf(problem: { readonly type: ProblemType }): string {
  return problemSentence(problem.type, getLocale())
}
