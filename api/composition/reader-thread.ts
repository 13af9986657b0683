/** What runs in the reader's thread (`reader.ts`). Its connections are its own. */
import { move, workerData } from 'piscina'
import { z } from 'zod'
import { Composition } from '#core/contract/composition.ts'
import { problemDocument } from '#core/contract/problems.ts'
import { connect } from '../database/connect.ts'
import { problemOf } from '../http/problem-answers.ts'
import { readComposition } from './read.ts'

const { databaseUrl } = z.object({ databaseUrl: z.string() }).parse(workerData)
// A connection that breaks is replaced at the next question; the question that it broke under says so itself.
const { db } = connect(databaseUrl, () => undefined)

/** @returns the answer as JSON, or why there is none: an error would come over without what makes it a `Problem` */
export default async function read(slug: string): Promise<unknown> {
  try {
    const json = new TextEncoder().encode(JSON.stringify(Composition.parse(await readComposition(db, slug))))
    return move(json)
  } catch (error) {
    const problem = problemOf(error)
    if (problem.type === 'unexpected') throw error
    return problemDocument(problem)
  }
}
