/**
 * What a screen keeps in its own browser: the token it was paired with, and the last edition it showed, so that it
 * starts with the work on the wall though nobody answers.
 */
import { openDB, type DBSchema } from 'idb'
import { EditionFace } from '#core/contract/editions.ts'
import { ScreenToken } from '#core/contract/screens.ts'

export interface Kept {
  readonly token: () => ScreenToken | null
  readonly keepToken: (token: ScreenToken) => void
  readonly edition: () => Promise<EditionFace | null>
  /** `null` when there is no longer anything to show. */
  readonly keepEdition: (face: EditionFace | null) => Promise<void>
  /** When the screen is no longer ours: neither the token nor the work stays behind. */
  readonly forget: () => Promise<void>
}

interface WallDatabase extends DBSchema {
  edition: { key: 'shown'; value: unknown }
}

const tokenKey = 'faellesvaerk.screen'

/** The browser's own. An edition of ten thousand pieces is megabytes, too much for `localStorage`. */
export function browserKept(): Kept {
  const database = openDB<WallDatabase>('faellesvaerk-wall', 1, {
    upgrade: (opened) => void opened.createObjectStore('edition'),
  })
  const keepEdition = async (face: EditionFace | null) => {
    const opened = await database
    if (face) await opened.put('edition', face, 'shown')
    else await opened.delete('edition', 'shown')
  }
  return {
    token: () => ScreenToken.safeParse(localStorage.getItem(tokenKey)).data ?? null,
    keepToken: (token) => localStorage.setItem(tokenKey, token),
    edition: async () => EditionFace.safeParse(await (await database).get('edition', 'shown')).data ?? null,
    keepEdition,
    forget: async () => {
      localStorage.removeItem(tokenKey)
      await keepEdition(null)
    },
  }
}
