/** Those who are here: windows by their tab, and people, each once, however many windows they have open. */
import type { Presence } from '#core/contract/presence.ts'

export interface Person {
  readonly name: string
  readonly mark: number
}

export type Windows = ReadonlyMap<string, Presence>
export type People = ReadonlyMap<string, Person>

export const windowsOf = (all: readonly Presence[]): Windows => new Map(all.map((one) => [one.tab, one]))

export const withWindow = (windows: Windows, one: Presence): Windows => new Map(windows).set(one.tab, one)

export const withoutWindow = (windows: Windows, tab: string): Windows =>
  new Map([...windows].filter(([one]) => one !== tab))

/** In the order of their marks, so that nobody changes place while somebody moves. */
export function peopleIn(windows: Windows): People {
  const all = [...windows.values()].map(({ name, mark }) => ({ name, mark }))
  return new Map(
    all.sort((a, b) => a.mark - b.mark).map((person) => [`${person.mark} ${person.name}`, person]),
  )
}

export const isSame = (some: People, others: People): boolean =>
  some.size === others.size && [...some.keys()].every((key) => others.has(key))

/** Whom the first has and the second has not. */
export const namesBeyond = (some: People, others: People): string[] =>
  [...some].flatMap(([key, { name }]) => (others.has(key) ? [] : [name]))
