/** The Express app: the api's routes, and behind them the pages. */
import { constants } from 'node:zlib'
import compression from 'compression'
import express, { type Express, type RequestHandler, type Response } from 'express'
import { buildHeader } from '#core/contract/endpoint.ts'
import { Problem } from '#core/contract/problems.ts'
import { artworkRoutes } from '../artworks/routes.ts'
import { cardRoutes } from '../cards/routes.ts'
import { compositionRoutes } from '../composition/routes.ts'
import type { Deps } from '../deps.ts'
import { docsRoutes } from '../docs/routes.ts'
import { editionRoutes } from '../editions/routes.ts'
import { healthRoutes } from '../health/routes.ts'
import { houseRoutes } from '../houses/routes.ts'
import { inboxRoutes } from '../inbox/routes.ts'
import { parkedRoutes } from '../parked/routes.ts'
import { pieceRoutes, sendingRules } from '../pieces/routes.ts'
import { openRooms } from '../presence/rooms.ts'
import { presenceRoutes } from '../presence/routes.ts'
import { screenRoutes } from '../screens/routes.ts'
import { sheetRoutes } from '../sheets/routes.ts'
import { staffRoutes } from '../staff/routes.ts'
import { versionRoutes } from '../versions/routes.ts'
import { voiceRoutes } from '../voices/routes.ts'
import { makeAddresses } from './address.ts'
import { makeCallers } from './callers.ts'
import { announce } from './events.ts'
import { makeLimits } from './limits.ts'
import { makePlaces, placeForPictures } from './places.ts'
import { problemAnswers } from './problem-answers.ts'
import { makeRoutes } from './routes.ts'
import { apiPolicy, securityHeaders } from './security.ts'

/** Pages read a form whole into memory before they pass the picture on: far fewer at once than the api takes. */
const formRules = { ...sendingRules, atOnce: 6 }

/** The built SvelteKit app. */
export interface Pages {
  readonly handler: RequestHandler
  /** Another one for each build. */
  readonly build: string
}

/** @param pages null where only the api is served */
export function makeApp(deps: Deps, pages: Pages | null): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', deps.config.trustedProxies)
  app.use(securityHeaders())

  const callers = makeCallers({ db: deps.db, auth: deps.auth, publicOrigin: deps.config.publicOrigin })
  const addresses = makeAddresses()
  const limits = makeLimits(addresses.of)
  const rooms = openRooms({
    events: deps.events,
    announce: (topic, event, data) => announce(deps.db, topic, event, data),
    nowMs: () => deps.clock.now().getTime(),
    onUntold: (error) => deps.log.warn({ err: error }, 'who is at work could not be told'),
  })
  const routes = makeRoutes(callers)
  artworkRoutes(routes, deps)
  houseRoutes(routes, deps)
  pieceRoutes(routes, deps)
  cardRoutes(routes, deps, limits)
  parkedRoutes(routes, deps)
  inboxRoutes(routes, deps)
  sheetRoutes(routes, deps)
  compositionRoutes(routes, deps, rooms)
  presenceRoutes(routes, deps, rooms)
  versionRoutes(routes, deps)
  editionRoutes(routes, deps)
  screenRoutes(routes, deps, limits)
  voiceRoutes(routes, deps)
  staffRoutes(routes, deps, limits)
  healthRoutes(routes, deps)
  routes.refuseOtherMethods()

  app.use('/api', apiPolicy, packed())
  if (pages) app.use('/api', tellBuild(pages.build))
  app.use(routes.router)
  app.use(docsRoutes())
  app.use('/api', nothingHere)
  if (pages)
    app.use(tellProtocol, addresses.tellPages, placeForPictures(makePlaces(formRules)), pages.handler)
  app.use(nothingHere)
  app.use(problemAnswers(deps.log))
  return app
}

/** What a worker serves: how it is, for whatever keeps it running. */
export function makeHealthApp(deps: Deps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(securityHeaders())
  const routes = makeRoutes(makeCallers({ db: deps.db, auth: deps.auth, publicOrigin: null }))
  healthRoutes(routes, deps)
  routes.refuseOtherMethods()
  app.use('/api', apiPolicy)
  app.use(routes.router)
  app.use(nothingHere)
  app.use(problemAnswers(deps.log))
  return app
}

/**
 * A composition is megabytes of JSON, and packs to a seventh. What is small stays as it is, and with it everything that a stranger can
 * make the api repeat beside a secret (BREACH).
 */
const packed = (): RequestHandler =>
  compression({
    threshold: '32kb',
    level: 1,
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
    filter: (_request, response) => isJson(response),
  })

const tellBuild =
  (build: string): RequestHandler =>
  (_request, response, next) => {
    response.set(buildHeader, build)
    next()
  }

const isJson = (response: Response): boolean =>
  response.get('content-type')?.startsWith('application/json') ?? false

const nothingHere: RequestHandler = () => {
  throw new Problem('not-found')
}

/** SvelteKit takes every request for https unless a header says otherwise; Express knows what it was. */
const tellProtocol: RequestHandler = (request, _response, next) => {
  request.headers['x-forwarded-proto'] = request.protocol
  next()
}
