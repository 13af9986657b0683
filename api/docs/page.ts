/** `/api/docs`: the contract for people, as one page without scripts. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Endpoint } from '#core/contract/endpoint.ts'
import type { Resource } from '#core/contract/endpoints.ts'
import { problemKinds } from '#core/contract/problems.ts'

const style = `
body { max-width: 60rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #14213d; background: #f4f6f1 }
h2 { margin-top: 3rem; border-top: 3px solid }
code, pre { font: 0.9rem/1.4 ui-monospace, monospace }
pre { overflow-x: auto; padding: 1rem; background: #fff; border: 1px solid }
summary { cursor: pointer; padding: 0.25rem 0 }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700 }
a { color: inherit }
.contents { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th { text-align: left }
td, thead th { padding: 0.35rem 1rem 0.35rem 0; vertical-align: baseline; border-bottom: 1px solid #3d465855 }
tbody th { padding-top: 1.5rem; font-size: 1.25rem }
td.method { display: table-cell }
`
/** The page's only style, let through by its hash. */
export const docsStyleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter)

function shapeBlock(title: string, shape: z.ZodType, io: 'input' | 'output'): string {
  if (shape.type === 'undefined') return ''
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  const json = escape(JSON.stringify(schema, null, 2))
  return `<details><summary>${title}</summary><pre tabindex="0">${json}</pre></details>`
}

function endpointBlock(endpoint: Endpoint): string {
  const { name, method, path, who, summary, params, query, body, multipart, answer, status, problems } =
    endpoint
  const bodyTitle = multipart
    ? 'Body: part <code>piece</code>, beside the bytes in part <code>content</code>'
    : 'Body'
  const problemList = problems
    .map(
      (type) => `<li><code>${problemKinds[type].status} ${type}</code> ${escape(problemKinds[type].en)}</li>`,
    )
    .join('')
  return `<section><h2 id="${name}"><span class="method">${method}</span> <code>${escape(path)}</code></h2>
<p>${escape(summary)}. <b>Who:</b> ${who}. <b>Answers:</b> ${status}${typeof answer === 'string' ? ` (${answer})` : ''}.</p>
${shapeBlock('In the address', params, 'input')}${shapeBlock('Query', query, 'input')}
${shapeBlock(bodyTitle, body, 'input')}${typeof answer === 'string' ? '' : shapeBlock('Answer', answer, 'output')}
${problemList && `<details><summary>What can go wrong</summary><ul>${problemList}</ul></details>`}</section>`
}

function contentsOf({ name, endpoints }: Resource): string {
  const rows = endpoints.map(
    ({ name, method, path, who, summary }) =>
      `<tr><td class="method">${method}</td><td><a href="#${name}"><code>${escape(path)}</code></a></td>` +
      `<td>${escape(summary)}</td><td>${who}</td></tr>`,
  )
  return `<tbody><tr><th colspan="4" scope="rowgroup">${name}</th></tr>${rows.join('')}</tbody>`
}

/** @returns a whole HTML page */
export function docsPage(resources: readonly Resource[]): string {
  const sections = resources.flatMap(({ endpoints }) => endpoints.map(endpointBlock))
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fællesværk: the api</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head><body>
<main><h1>Fællesværk: the api</h1><p>The same as a machine reads it: <a href="/api/openapi.json">openapi.json</a>.
Failures come as <code>application/problem+json</code> (RFC 9457) with a stable <code>type</code>.</p>
<div class="contents" tabindex="0" role="region" aria-label="All endpoints"><table>
<thead><tr><th scope="col">Method</th><th scope="col">Address</th><th scope="col">What it does</th><th scope="col">Who may</th></tr></thead>
${resources.map(contentsOf).join('')}</table></div>${sections.join('\n')}</main></body></html>`
}
