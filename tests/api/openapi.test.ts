/** The contract as documents: complete, and readable by machine and by people. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints, resources } from '#core/contract/endpoints.ts'
import { problemKinds } from '#core/contract/problems.ts'
import { openApiDocument } from '#core/contract/openapi.ts'
import { docsPage } from '#api/docs/page.ts'

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(5),
  responses: z.record(z.string().regex(/^[2345]\d\d$/), z.looseObject({ description: z.string() })),
  parameters: z.array(
    z.looseObject({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      schema: z.looseObject({}),
    }),
  ),
})
const Document = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(
    z.string().startsWith('/api/'),
    z.partialRecord(z.enum(['get', 'put', 'post', 'patch', 'delete']), Operation),
  ),
})

const document = Document.parse(openApiDocument(resources))

test('the document is valid by the schema of the OpenAPI Initiative', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
})

test('every endpoint is in the document, under its own name', () => {
  const names = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map((operation) => operation.operationId),
  )
  expect(names.sort()).toEqual(endpoints.map(({ name }) => name).sort())
  expect(new Set(names).size).toBe(names.length)
})

test('what can go wrong is named at every endpoint, and what it says is what is declared', () => {
  for (const endpoint of endpoints) {
    const method = endpoint.method.toLowerCase()
    const operations = new Map(Object.entries(document.paths[endpoint.path] ?? {}))
    const responses = new Map(Object.entries(operations.get(method)?.responses ?? {}))
    for (const type of endpoint.problems)
      expect(responses.get(String(problemKinds[type].status))?.description.split(', ')).toContain(type)
    expect(endpoint.problems).toContain('unexpected')
    if (endpoint.who === 'curator') expect(endpoint.problems).toContain('sign-in-needed')
    if (endpoint.method !== 'GET') expect(endpoint.problems).toContain('cross-site')
    expect(responses.has(String(endpoint.status))).toBe(true)
  }
})

test('health is described as it is answered: the same body when a part is ill', () => {
  const { get } = document.paths['/api/health'] ?? {}
  expect(get?.responses['503']).toEqual(get?.responses['200'])
})

test('every {param} of an address is described, and nothing else', () => {
  for (const [path, operations] of Object.entries(document.paths))
    for (const operation of Object.values(operations)) {
      const inPath = operation.parameters
        .filter((parameter) => parameter.in === 'path')
        .map(({ name }) => name)
      expect(inPath.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort())
    }
})

test('the page names every endpoint and holds no script', () => {
  const page = docsPage(resources)
  for (const { name } of endpoints) expect(page).toContain(`id="${name}"`)
  expect(page).not.toContain('<script')
})
