/** Versions of a composition: a name for a number in its log, and how it stood then. */
import { z } from 'zod'
import { Placement } from './composition.ts'
import { endpoint } from './endpoint.ts'
import { ArtworkSlug, VersionId } from './ids.ts'
import { line } from './words.ts'

export const VersionName = line(60)

/** `seq` is the operation after which the composition stood so; 0 is the empty one. */
export const NamedVersion = z.object({
  id: VersionId,
  seq: z.int().min(0),
  name: z.string(),
  namedAt: z.iso.datetime(),
})
export type NamedVersion = z.infer<typeof NamedVersion>

/**
 * How a composition stood. `gone` pieces stood in it that may no longer be shown; nothing is told of them, and their
 * places are empty. `at` is when it came to stand so; null for the empty one that every artwork begins with.
 */
export const PastComposition = z.object({
  seq: z.int().min(0),
  at: z.iso.datetime().nullable(),
  gone: z.int().min(0),
  placements: z.array(Placement),
})
export type PastComposition = z.infer<typeof PastComposition>

const bySlug = z.object({ slug: ArtworkSlug })
const byId = bySlug.extend({ id: VersionId })

export const listVersions = endpoint({
  name: 'listVersions',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/versions',
  who: 'curator',
  summary: 'The versions of the composition that have a name, newest first',
  params: bySlug,
  answer: z.array(NamedVersion),
  problems: ['artwork-not-found'],
})

export const nameVersion = endpoint({
  name: 'nameVersion',
  method: 'PUT',
  path: '/api/curator/artworks/{slug}/versions/{id}',
  who: 'curator',
  summary:
    'Names a version, or gives it another name; its id is made by the one who asks, its number never changes',
  params: byId,
  body: z.object({ name: VersionName, seq: z.int().min(0) }),
  answer: NamedVersion,
  problems: ['artwork-not-found', 'version-unknown'],
})

export const forgetVersion = endpoint({
  name: 'forgetVersion',
  method: 'DELETE',
  path: '/api/curator/artworks/{slug}/versions/{id}',
  who: 'curator',
  summary: 'Deletes the name of a version; the log itself is never shortened',
  params: byId,
  problems: ['artwork-not-found'],
})

export const getPast = endpoint({
  name: 'getPast',
  method: 'GET',
  path: '/api/curator/artworks/{slug}/past/{seq}',
  who: 'curator',
  summary: 'The composition as it stood after an operation, without what may no longer be shown',
  params: bySlug.extend({ seq: z.coerce.number().int().min(0) }),
  answer: PastComposition,
  problems: ['artwork-not-found', 'version-unknown'],
})
