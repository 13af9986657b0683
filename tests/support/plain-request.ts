/** Requests as somebody writes them who has not got our client. */
import { expect } from 'vitest'
import { ProblemDocument } from '#core/contract/problems.ts'
import type { TestHouse } from './house.ts'
import type { TestCurator } from './staff.ts'

/** Sends JSON as the curator, unless the request says otherwise. */
export const senderOf =
  (house: TestHouse, curator: TestCurator) =>
  (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(house.origin + path, {
      ...init,
      headers: { cookie: curator.cookie, 'content-type': 'application/json', ...init.headers },
    })

/** The kind of problem that was answered, in a document that is as it should be. */
export async function problemOf(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  const document = ProblemDocument.parse(await response.json())
  expect(document.status).toBe(response.status)
  return document.type.replace('urn:faellesvaerk:problem:', '')
}
