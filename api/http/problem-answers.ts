/** The one place where a failure becomes an answer. What we know the reason of is said; the rest is logged and owned. */
import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import { Problem, problemDocument, type SentenceLanguage } from '#core/contract/problems.ts'
import { NotStored, StoreFull } from '#storage/store.ts'
import { isDatabaseAway } from '../database/failure.ts'

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : 500
}

/** Names the reason of a failure; `unexpected` when we do not know it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof StoreFull) return new Problem('storage-full', { cause: error })
  if (error instanceof NotStored) return new Problem('not-found', { cause: error })
  if (isDatabaseAway(error)) return new Problem('unavailable', { cause: error })
  // What Express's own parsers throw: malformed JSON, a body too large, an address that cannot be decoded.
  const status = statusOf(error)
  if (status === 413) return new Problem('content-too-large', { cause: error })
  if (status === 415) return new Problem('media-type-unsupported', { cause: error })
  if (status >= 400 && status < 500) return new Problem('bad-request', { cause: error })
  return new Problem('unexpected', { cause: error })
}

const languages = ['da', 'en', 'kl'] as const satisfies readonly SentenceLanguage[]

export function answerProblem(request: Request, response: Response, problem: Problem): void {
  const accepted = request.acceptsLanguages(...languages)
  if (problem.retryAfterSeconds !== null) response.set('retry-after', String(problem.retryAfterSeconds))
  if (problem.expectedOffset !== null) response.set('upload-offset', String(problem.expectedOffset))
  const document = problemDocument(
    problem,
    languages.find((language) => language === accepted),
  )
  // A browser that came with a plain form shows what it gets, and a person reads it.
  const isForPerson = request.accepts(['application/problem+json', 'html']) === 'html'
  response
    .status(problem.status)
    .set('cache-control', 'no-store')
    .type(isForPerson ? 'text/plain' : 'application/problem+json')
    .send(isForPerson ? document.title : JSON.stringify(document))
}

export function problemAnswers(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = problemOf(error)
    // The route's pattern, not the address: an address can hold a code or an id.
    if (problem.type === 'busy') log.warn({ method: request.method }, problem.type)
    else if (problem.status >= 500) log.error({ err: error, method: request.method }, problem.type)
    if (response.headersSent) {
      next(error)
      return
    }
    answerProblem(request, response, problem)
  }
}
