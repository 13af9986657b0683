/** Brings the schema up to date. Two programs that start at once wait for each other (Kysely holds a lock). */
import { readdir } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration'

const folder = new URL('../../migrations/', import.meta.url)

function isMigration(module: unknown): module is Migration {
  return typeof module === 'object' && module !== null && 'up' in module && typeof module.up === 'function'
}

const provider: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(folder)).filter((name) => /^\d{4}-.*\.ts$/.test(name))
    const migrations: Record<string, Migration> = {}
    for (const name of names) {
      const module: unknown = await import(new URL(name, folder).href)
      if (!isMigration(module)) throw new Error(`migrations/${name} has no function up`)
      migrations[name.replace(/\.ts$/, '')] = module
    }
    return migrations
  },
}

/** @returns the names of the migrations that ran now */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<readonly string[]> {
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest()
  if (error !== undefined) throw error
  return (results ?? []).map((result) => result.migrationName)
}
