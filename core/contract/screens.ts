/** Screens: paired once by four digits, then known by a token that only their browser holds. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ArtworkSlug, ScreenId, Sha256 } from './ids.ts'
import { EditionFace } from './editions.ts'
import { line } from './words.ts'

export const PairingCode = z.string().regex(/^\d{4}$/)

/** 256 random bits as base64url. */
export const ScreenToken = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'ScreenToken'>()
export type ScreenToken = z.infer<typeof ScreenToken>

export const NewScreen = z.object({ id: ScreenId, token: ScreenToken, code: PairingCode })
export type NewScreen = z.infer<typeof NewScreen>

/** What a screen knows of itself. */
export const ScreenState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting'), code: PairingCode }),
  z.object({ state: z.literal('paired'), name: z.string(), artwork: ArtworkSlug.nullable() }),
])
export type ScreenState = z.infer<typeof ScreenState>

/** What curators know of a screen. */
export const Screen = z.object({
  id: ScreenId,
  name: z.string(),
  artwork: ArtworkSlug.nullable(),
  pairedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  /** The edition it said it shows. */
  edition: z.int().nullable(),
})
export type Screen = z.infer<typeof Screen>

export const createScreen = endpoint({
  name: 'createScreen',
  method: 'POST',
  path: '/api/screens',
  who: 'anyone',
  summary: 'A browser wants to be a screen: it gets a token to keep and four digits to show',
  answer: NewScreen,
  status: 201,
  problems: ['too-many-tries'],
})

export const getScreen = endpoint({
  name: 'getScreen',
  method: 'GET',
  path: '/api/screen',
  who: 'screen',
  summary: 'Whether this screen is paired, and with what',
  answer: ScreenState,
  problems: ['screen-unknown'],
})

export const getScreenEdition = endpoint({
  name: 'getScreenEdition',
  method: 'GET',
  path: '/api/screen/edition',
  who: 'screen',
  summary: 'The current edition as the wall may see it',
  answer: EditionFace,
  problems: ['screen-unknown', 'edition-not-found'],
})

export const reportScreen = endpoint({
  name: 'reportScreen',
  method: 'POST',
  path: '/api/screen/report',
  who: 'screen',
  summary: 'What this screen shows now',
  body: z.object({ edition: z.int().min(1).max(2_147_483_647).nullable() }),
  problems: ['bad-request', 'screen-unknown'],
})

/** What a screen is told of the work it shows. Without `words` the edition has just come out. */
export const NewEdition = z.object({ edition: z.int(), words: Sha256.optional() })

/** Events: `screen` with `ScreenState`, `edition` with `NewEdition`. The present state is sent at once. */
export const followScreen = endpoint({
  name: 'followScreen',
  method: 'GET',
  path: '/api/screen/events',
  who: 'screen',
  summary:
    'Server-sent events: the screen was paired or given another work, a new edition is out, or other words are told of it',
  answer: 'events',
  problems: ['screen-unknown'],
})

export const listScreens = endpoint({
  name: 'listScreens',
  method: 'GET',
  path: '/api/curator/screens',
  who: 'curator',
  summary: 'The paired screens, when they were last seen and what they show',
  answer: z.array(Screen),
})

const ScreenSetting = z.object({ name: line(60), artwork: ArtworkSlug.nullable() })

export const pairScreen = endpoint({
  name: 'pairScreen',
  method: 'POST',
  path: '/api/curator/screens',
  who: 'curator',
  summary: 'Pairs the screen that shows these four digits',
  body: ScreenSetting.extend({ code: PairingCode }),
  answer: Screen,
  status: 201,
  problems: ['bad-request', 'pairing-code-unknown', 'artwork-not-found', 'too-many-tries'],
})

export const changeScreen = endpoint({
  name: 'changeScreen',
  method: 'PUT',
  path: '/api/curator/screens/{id}',
  who: 'curator',
  summary: 'Gives a screen another name or another work',
  params: z.object({ id: ScreenId }),
  body: ScreenSetting,
  answer: Screen,
  problems: ['bad-request', 'not-found', 'artwork-not-found'],
})

export const removeScreen = endpoint({
  name: 'removeScreen',
  method: 'DELETE',
  path: '/api/curator/screens/{id}',
  who: 'curator',
  summary: 'Forgets a screen; its token no longer works',
  params: z.object({ id: ScreenId }),
  problems: ['not-found'],
})
