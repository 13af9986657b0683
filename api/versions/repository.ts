import type { z } from 'zod'
import type { NamedVersion } from '#core/contract/versions.ts'
import { Problem } from '#core/contract/problems.ts'
import type { Db } from '../database/connect.ts'

interface Row {
  readonly id: string
  readonly seq: number
  readonly name: string
  readonly namedAt: Date
}

const columns = ['id', 'seq', 'name', 'namedAt'] as const

const toVersion = ({ id, seq, name, namedAt }: Row): z.input<typeof NamedVersion> => ({
  id,
  seq,
  name,
  namedAt: namedAt.toISOString(),
})

export async function listVersions(db: Db, artworkId: string) {
  const rows = await db
    .selectFrom('namedVersion')
    .select(columns)
    .where('artworkId', '=', artworkId)
    .orderBy('seq', 'desc')
    .orderBy('namedAt', 'desc')
    .execute()
  return rows.map(toVersion)
}

/**
 * Names a number of the log, or gives what has that id already another name.
 * @throws {Problem} bad-request, when the id is that of another number or of another artwork's version
 */
export async function nameVersion(
  db: Db,
  version: { id: string; artworkId: string; seq: number; name: string; namedAt: Date },
) {
  const row = await db
    .insertInto('namedVersion')
    .values(version)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ name: version.name })
        .where('namedVersion.artworkId', '=', version.artworkId)
        .where('namedVersion.seq', '=', version.seq),
    )
    .returning(columns)
    .executeTakeFirst()
  if (!row) throw new Problem('bad-request', { issues: [{ path: 'id', message: 'names something else' }] })
  return toVersion(row)
}

export async function forgetVersion(db: Db, artworkId: string, id: string): Promise<void> {
  await db.deleteFrom('namedVersion').where('id', '=', id).where('artworkId', '=', artworkId).execute()
}
