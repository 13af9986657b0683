/** The OpenAPI 3.1 document, written from the endpoints. */
import { z } from 'zod'
import type { Caller, Endpoint } from './endpoint.ts'
import type { Resource } from './endpoints.ts'
import { ProblemDocument, problemKinds } from './problems.ts'

type Json = Record<string, unknown>

const security: Record<Caller, Json[]> = {
  anyone: [],
  card: [{ card: [] }],
  screen: [{ screen: [] }],
  curator: [{ session: [] }],
}

/** What comes in is described as it is sent, what goes out as it is received. */
function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return schema
}

const isNothing = (shape: z.ZodType) => shape.type === 'undefined'

function parametersOf(shape: z.ZodType, place: 'path' | 'query' | 'header'): Json[] {
  if (isNothing(shape)) return []
  const { properties = {}, required = [] } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }))
}

function requestBodyOf({ body, multipart, bytes }: Endpoint): Json | undefined {
  if (bytes !== null)
    return { required: true, content: { [bytes]: { schema: { type: 'string', format: 'binary' } } } }
  if (isNothing(body)) return undefined
  const json = schemaOf(body, 'input')
  if (!multipart) return { required: true, content: { 'application/json': { schema: json } } }
  const schema = {
    type: 'object',
    required: ['piece'],
    properties: { piece: json, content: { type: 'string', contentMediaType: 'application/octet-stream' } },
  }
  return {
    required: true,
    content: { 'multipart/form-data': { schema, encoding: { piece: { contentType: 'application/json' } } } },
  }
}

function goodAnswerOf({ answer }: Endpoint): Json {
  if (answer === 'picture')
    return {
      description: 'The picture',
      content: { 'image/*': { schema: { type: 'string', format: 'binary' } } },
    }
  if (answer === 'sound')
    return {
      description: 'The sound',
      content: { 'audio/*': { schema: { type: 'string', format: 'binary' } } },
    }
  if (answer === 'bytes')
    return {
      description: 'The bytes',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    }
  if (answer === 'events')
    return { description: 'The events', content: { 'text/event-stream': { schema: { type: 'string' } } } }
  if (isNothing(answer)) return { description: 'Done' }
  return {
    description: 'The answer',
    content: { 'application/json': { schema: schemaOf(answer, 'output') } },
  }
}

/** Problems of one status are told apart by their `type`. */
function problemAnswersOf(endpoint: Endpoint): Json {
  const byStatus = Map.groupBy(new Set(endpoint.problems), (type) => problemKinds[type].status)
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  return Object.fromEntries(
    [...byStatus].map(([status, types]) => [String(status), { description: types.join(', '), content }]),
  )
}

function operationOf(endpoint: Endpoint, tag: string): Json {
  const requestBody = requestBodyOf(endpoint)
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [tag],
    security: security[endpoint.who],
    parameters: [
      ...parametersOf(endpoint.params, 'path'),
      ...parametersOf(endpoint.query, 'query'),
      ...parametersOf(endpoint.headers, 'header'),
    ],
    ...(requestBody && { requestBody }),
    responses: {
      [endpoint.status]: goodAnswerOf(endpoint),
      ...problemAnswersOf(endpoint),
      ...(endpoint.alsoStatus && { [endpoint.alsoStatus]: goodAnswerOf(endpoint) }),
    },
  }
}

/** @returns an OpenAPI 3.1 document as plain JSON, its operations tagged by resource */
export function openApiDocument(resources: readonly Resource[]): Json {
  const paths: Record<string, Json> = {}
  for (const { name, endpoints } of resources)
    for (const endpoint of endpoints)
      paths[endpoint.path] = {
        ...paths[endpoint.path],
        [endpoint.method.toLowerCase()]: operationOf(endpoint, name),
      }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fællesværk',
      version: '1',
      description: 'Pieces come in from phones, a curator composes them into one artwork, screens show it.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: resources.map(({ name }) => ({ name })),
    paths,
    components: {
      schemas: { Problem: schemaOf(ProblemDocument, 'output') },
      securitySchemes: {
        card: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Card <secret>`: the 128 bits in the QR, as base64url',
        },
        screen: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`Screen <token>`' },
        session: { type: 'apiKey', in: 'cookie', name: 'faellesvaerk.session_token' },
      },
    },
  }
}
