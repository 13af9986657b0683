/** What the journal reads of the house, and what it makes of no answer. */
import { call } from '#lib/api.ts'
import {
  getComposition,
  listOperations,
  type Composition,
  type LogStretch,
} from '#core/contract/composition.ts'
import type { ArtworkSlug } from '#core/contract/ids.ts'
import { listOwnSteps, type OwnStep } from '#core/contract/own-steps.ts'
import { Problem } from '#core/contract/problems.ts'

type Fetch = typeof globalThis.fetch

export type Connection = 'live' | 'offline' | 'signed-out'

/** Where a copy begins: the composition, and what this curator did to make it so. */
export interface Beginning {
  readonly composition: Composition
  readonly steps: readonly OwnStep[]
  /** Of the page, where there is one. */
  readonly build?: string | undefined
}

export async function readBeginning(fetch: Fetch, slug: ArtworkSlug, build?: string): Promise<Beginning> {
  const composition = await readComposition(fetch, slug, build)
  // Asked afterwards, so that none is missing; what came in between is heard of as everything else is.
  const steps = await call(fetch, listOwnSteps, { params: { slug } })
  return { composition, steps: steps.filter(({ seq }) => seq <= composition.seq), build }
}

export function readComposition(fetch: Fetch, slug: ArtworkSlug, build?: string): Promise<Composition> {
  return call(fetch, getComposition, { params: { slug }, build })
}

export function readLog(fetch: Fetch, slug: ArtworkSlug, after: number): Promise<LogStretch> {
  return call(fetch, listOperations, { params: { slug }, query: { after } })
}

export const asProblem = (cause: unknown): Problem =>
  cause instanceof Problem ? cause : new Problem('unexpected', { cause })

export const connectionAfter = ({ type }: Problem): Connection =>
  type === 'sign-in-needed' ? 'signed-out' : 'offline'
