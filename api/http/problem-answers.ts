/** The one place where a failure becomes an answer. What we know the reason of is said; the rest is logged and owned. */
import type { ErrorRequestHandler, Request, Response } from 'express'
import { MulterError } from 'multer'
import type { Logger } from 'pino'
import { ZodError } from 'zod'
import { Problem, problemDocument } from '#core/contract/problems.ts'
import { NotStored, StoreFull } from '#storage/store.ts'

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''

/** PostgreSQL classes 08 (connection), 57P (shutdown), 53 (too little of something), and the socket's own words. */
function isDatabaseAway(error: unknown): boolean {
  const code = codeOf(error)
  if (/^(08|57P|53)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code))
    return true
  return (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated/i.test(error.message)
  )
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : 500
}

/** Names the reason of a failure; `unexpected` when we do not know it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof ZodError)
    return new Problem('bad-request', {
      issues: error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    })
  if (error instanceof MulterError)
    return new Problem(error.code === 'LIMIT_FILE_SIZE' ? 'content-too-large' : 'bad-request', {
      cause: error,
    })
  if (error instanceof StoreFull) return new Problem('storage-full', { cause: error })
  if (error instanceof NotStored) return new Problem('not-found', { cause: error })
  if (isDatabaseAway(error)) return new Problem('unavailable', { cause: error })
  // What Express's own parsers throw: malformed JSON, a body too large, an address that cannot be decoded.
  const status = statusOf(error)
  if (status === 413) return new Problem('content-too-large', { cause: error })
  if (status >= 400 && status < 500) return new Problem('bad-request', { cause: error })
  return new Problem('unexpected', { cause: error })
}

export function answerProblem(request: Request, response: Response, problem: Problem): void {
  const language = request.acceptsLanguages('da', 'en') === 'en' ? 'en' : 'da'
  response
    .status(problem.status)
    .set('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problemDocument(problem, language)))
}

export function problemAnswers(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = problemOf(error)
    // The route's pattern, not the address: an address can hold a code or an id.
    if (problem.status >= 500) log.error({ err: error, method: request.method }, problem.type)
    if (response.headersSent) {
      next(error)
      return
    }
    answerProblem(request, response, problem)
  }
}
