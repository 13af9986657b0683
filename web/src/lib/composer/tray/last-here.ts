/** When a curator was here last, kept in this browser. A short way out and back in is the same visit. */
import { z } from 'zod'

/** `last`: the end of the visit before. `seen`: when somebody was last here at all. ISO. */
const Visit = z.object({ last: z.iso.datetime().nullable(), seen: z.iso.datetime() })
type Visit = z.infer<typeof Visit>

const sameVisitMs = 30 * 60_000

/** @param before what was kept; anything that cannot be read is as if nobody had been here */
export function visitAt(now: Date, before: string | null): Visit {
  const known = Visit.safeParse(parsed(before))
  if (!known.success) return { last: null, seen: now.toISOString() }
  const { last, seen } = known.data
  const isSame = now.getTime() - Date.parse(seen) < sameVisitMs
  return { last: isSame ? last : seen, seen: now.toISOString() }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

/** Notes that somebody is here. @returns when they were here before, or null */
export function beHere(key: string, now = new Date()): string | null {
  try {
    const visit = visitAt(now, localStorage.getItem(key))
    localStorage.setItem(key, JSON.stringify(visit))
    return visit.last
  } catch {
    // A browser that keeps nothing: then nothing is new.
    return null
  }
}
