import { Router } from 'express'
import { endpoints } from '#core/contract/endpoints.ts'
import { openApiDocument } from '#core/contract/openapi.ts'
import { docsPage, docsStyleHash } from './page.ts'

/** The contract, for machines and for people. */
export function docsRoutes(): Router {
  const router = Router()
  const document = JSON.stringify(openApiDocument(endpoints), null, 2)
  const page = docsPage(endpoints)
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
