import { Router } from 'express'
import { resources } from '#core/contract/endpoints.ts'
import { openApiDocument } from '#core/contract/openapi.ts'
import { docsPage, docsStyleHash } from './page.ts'

/** The contract, for machines and for people. */
export function docsRoutes(): Router {
  const router = Router()
  const document = JSON.stringify(openApiDocument(resources), null, 2)
  const page = docsPage(resources)
  router.get('/api/openapi.json', (_request, response) => {
    response.type('application/json').send(document)
  })
  router.get('/api/docs', (_request, response) => {
    response
      .set('content-security-policy', `default-src 'none'; style-src ${docsStyleHash}; base-uri 'none'`)
      .type('html')
      .send(page)
  })
  return router
}
